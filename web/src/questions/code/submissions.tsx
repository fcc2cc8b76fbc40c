import { countPassed } from '@hornbook/shared/code/outcomes.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import styles from './code.module.css';
import { useCodeHistory } from './code-history.ts';
import { lineDiff } from './line-diff.ts';

interface SubmissionsProps {
  current: string;
  onTake: (source: string) => void;
  disabled: boolean;
}

/** What was tried before, newest first: how it differs from what stands now, and a way back to it. */
export const Submissions = ({ current, onTake, disabled }: SubmissionsProps) => {
  const { i18n } = useLingui();
  const { submissions } = useCodeHistory();
  const [open, setOpen] = useState<string | null>(null);
  if (submissions.length === 0) return null;
  const when = (at: number) => i18n.date(new Date(at), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <details className={styles.history}>
      <summary>
        <Trans>Earlier tries</Trans> ({i18n.number(submissions.length)})
      </summary>
      <ul className={styles.past}>
        {submissions.map(({ id, source, run, submittedAt, rerun }) => {
          const number = countPassed(run);
          const count = run.tests.length;
          return (
            <li key={id}>
              <div className={styles.head}>
                <span className={styles.name}>
                  {when(submittedAt)} ·{' '}
                  <Trans>
                    {number} of {count}
                  </Trans>
                  <span className={styles.checked}>
                    {rerun === null ? (
                      <Trans>checked on the device</Trans>
                    ) : rerun.agrees ? (
                      <Trans>checked again by the service</Trans>
                    ) : (
                      <Trans>the service found something else; it is kept beside yours</Trans>
                    )}
                  </span>
                </span>
                <Button look="plain" aria-expanded={open === id} onClick={() => setOpen(open === id ? null : id)}>
                  <Trans>Compare</Trans>
                </Button>
              </div>
              {open === id && (
                <>
                  <LineDiff before={source} after={current} />
                  <Button look="quiet" disabled={disabled || source === current} onClick={() => onTake(source)}>
                    <Trans>Go back to this one</Trans>
                  </Button>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
};

const LineDiff = ({ before, after }: { before: string; after: string }) => {
  const { t } = useLingui();
  const lines = lineDiff(before, after);
  const signs = { same: ' ', added: '+', removed: '−' };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
    <section className={styles.output} dir="ltr" tabIndex={0} aria-label={t`Compare`}>
      <pre>
        {lines.map(({ kind, text }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines never move.
          <span key={at} className={kind === 'added' ? styles.added : kind === 'removed' ? styles.removed : undefined}>
            {signs[kind]} {text}
            {'\n'}
          </span>
        ))}
      </pre>
    </section>
  );
};
