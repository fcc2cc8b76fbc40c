import { Trans, useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { HtmlBlock } from '../../components/html-block.tsx';
import { plainText } from '../plain-text.ts';
import type { InputProps } from '../question-kind.ts';
import styles from './ordering.module.css';
import { moved, shownOrder } from './shown-order.ts';

const stepOfKey: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 };

/** Things that are moved a step at a time: by two buttons each, or by the arrow keys while one of them has the focus. */
export const OrderingInput = (props: InputProps<'ordering'>) => {
  const { question, response, onChange, seed, lang, promptId, problemId, disabled } = props;
  const { t } = useLingui();
  const [told, setTold] = useState('');
  const focused = useRef<HTMLElement | null>(null);
  const items = shownOrder(question, response, seed);
  const ids = items.map(({ id }) => id);
  const count = items.length;
  const legendId = `${promptId}-legend`;

  useLayoutEffect(() => {
    // A browser takes the focus from what is put elsewhere in the page.
    if (focused.current !== document.activeElement) focused.current?.focus();
    focused.current = null;
  });

  const move = (id: string, by: -1 | 1, control: HTMLElement) => {
    if (disabled) return;
    const optionIds = moved(ids, id, by);
    const position = optionIds.indexOf(id) + 1;
    const words = plainText(items.find((item) => item.id === id)?.html ?? '');
    setTold(t`${words}: now ${position} of ${count}`);
    if (position === ids.indexOf(id) + 1) return;
    focused.current = control;
    onChange({ kind: 'ordering', optionIds });
  };
  const press = (event: KeyboardEvent<HTMLElement>, id: string) => {
    const by = stepOfKey[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    event.preventDefault();
    move(id, by, event.target);
  };

  return (
    <fieldset
      className={styles.ordering}
      disabled={disabled}
      aria-labelledby={`${promptId} ${legendId}`}
      aria-describedby={problemId ?? undefined}
    >
      <legend id={legendId} className={styles.legend}>
        <Trans>Put these in order, the first on top</Trans>
      </legend>
      <ol className={styles.items}>
        {items.map(({ id, html }, index) => {
          const words = plainText(html);
          const position = index + 1;
          return (
            <li key={id} className={styles.item} onKeyDown={(event) => press(event, id)}>
              <span className={styles.position} aria-hidden="true">
                {position}
              </span>
              <span className={styles.words}>
                <HtmlBlock html={html} lang={lang} inline />
              </span>
              <span className={styles.moves}>
                <IconButton
                  icon="up"
                  label={t`Move up: ${words}, ${position} of ${count}`}
                  aria-disabled={index === 0}
                  onClick={({ currentTarget }) => move(id, -1, currentTarget)}
                />
                <IconButton
                  icon="down"
                  label={t`Move down: ${words}, ${position} of ${count}`}
                  aria-disabled={position === count}
                  onClick={({ currentTarget }) => move(id, 1, currentTarget)}
                />
              </span>
            </li>
          );
        })}
      </ol>
      {response === null && (
        <div className={styles.asIs}>
          <Button look="plain" onClick={() => onChange({ kind: 'ordering', optionIds: ids })}>
            <Trans>It is right as it stands</Trans>
          </Button>
        </div>
      )}
      <p role="status" className="visually-hidden">
        {told}
      </p>
    </fieldset>
  );
};
