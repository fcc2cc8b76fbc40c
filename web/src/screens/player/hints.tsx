import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { HtmlBlock } from '../../components/html-block.tsx';
import { takeHint } from '../../data/commands/take-attempt.ts';
import styles from './hints.module.css';

interface HintsProps {
  attemptId: string;
  questionId: string;
  hintsHtml: readonly string[];
  hintsUsed: number;
  lang: string;
}

/** Hints, opened one by one. Each is noted before it shows: what was answered with one is no proof of knowing. */
export const Hints = ({ attemptId, questionId, hintsHtml, hintsUsed, lang }: HintsProps) => {
  const { t } = useLingui();
  const [failed, setFailed] = useState(false);
  const left = hintsHtml.length - hintsUsed;
  const opened = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Out from under the button at the bottom.
    if (hintsUsed > 0) opened.current?.parentElement?.scrollIntoView({ block: 'nearest' });
  }, [hintsUsed]);
  const open = async () => {
    const taken = await takeHint(attemptId, questionId);
    setFailed(taken.kind === 'not-stored');
    // With the last hint its button goes: the focus stays with what it opened.
    if (taken.kind === 'hint' && left === 1) opened.current?.focus();
  };
  return (
    <div className={styles.hints}>
      <div role="status" className={styles.opened} ref={opened} tabIndex={-1}>
        {hintsHtml.slice(0, hintsUsed).map((html, index) => {
          const number = index + 1;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: hints are opened in their order and never move.
            <section key={index} className={styles.hint} aria-label={t`Hint ${number}`}>
              <HtmlBlock html={html} lang={lang} />
            </section>
          );
        })}
        {failed && (
          <p>
            <Trans>The hint could not be noted on this device, so it stays closed. Try again.</Trans>
          </p>
        )}
      </div>
      {left > 0 && (
        <div>
          <Button look="plain" icon="hint" onClick={open}>
            {hintsUsed === 0 ? <Trans>Show a hint</Trans> : <Trans>Show another hint</Trans>}
          </Button>
        </div>
      )}
    </div>
  );
};
