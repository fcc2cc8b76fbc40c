import { choiceOf } from '@hornbook/shared/grading/matching.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { HtmlBlock } from '../../components/html-block.tsx';
import { inOptionOrder } from '../option-order.ts';
import { plainText } from '../plain-text.ts';
import type { InputProps } from '../question-kind.ts';
import styles from './matching.module.css';
import { paired } from './paired.ts';

/** To each thing a list to choose from: the one control that every phone, keyboard and screen reader knows well. */
export const MatchingInput = (props: InputProps<'matching'>) => {
  const { question, response, onChange, seed, lang, promptId, problemId, disabled } = props;
  const { t } = useLingui();
  const [told, setTold] = useState('');
  const pairs = response?.pairs ?? [];
  const options = inOptionOrder(question.options, seed, question.id);
  const choices = inOptionOrder(question.choices, seed, `${question.id}/choices`);
  const legendId = `${promptId}-legend`;
  const holderOf = (choiceId: string) => question.options.find(({ id }) => choiceOf(question, pairs, id) === choiceId);

  const choose = (optionId: string, choiceId: string) => {
    const holder = question.reuse || choiceId === '' ? undefined : holderOf(choiceId);
    const loser = holder && holder.id !== optionId ? plainText(holder.html) : null;
    setTold(loser === null ? '' : t`Taken from: ${loser}`);
    onChange(paired(pairs, { optionId, choiceId }, question.reuse));
  };

  return (
    <fieldset
      className={styles.matching}
      disabled={disabled}
      aria-labelledby={`${promptId} ${legendId}`}
      aria-describedby={problemId ?? undefined}
    >
      <legend id={legendId} className={styles.legend}>
        {question.reuse ? (
          <Trans>Choose for each what belongs to it; the same may be right more than once</Trans>
        ) : (
          <Trans>Choose for each what belongs to it</Trans>
        )}
      </legend>
      {options.map(({ id, html }, index) => {
        const fieldId = `${promptId}-${index}`;
        const chosen = choiceOf(question, pairs, id) ?? '';
        return (
          <div key={id} className={`${styles.pair} ${chosen === '' ? '' : styles.chosen}`}>
            <label htmlFor={fieldId} className={styles.words}>
              <HtmlBlock html={html} lang={lang} inline />
            </label>
            <select
              id={fieldId}
              className={styles.select}
              value={chosen}
              lang={lang}
              data-empty={chosen === '' || undefined}
              onChange={({ target }) => choose(id, target.value)}
            >
              <option value="">{t`Choose…`}</option>
              {choices.map((choice) => {
                const words = plainText(choice.html);
                const holder = question.reuse || choice.id === chosen ? undefined : holderOf(choice.id);
                const other = holder && plainText(holder.html);
                return (
                  <option key={choice.id} value={choice.id}>
                    {other === undefined ? words : t`${words} (now with: ${other})`}
                  </option>
                );
              })}
            </select>
          </div>
        );
      })}
      <p role="status" className={told === '' ? 'visually-hidden' : styles.told}>
        {told}
      </p>
    </fieldset>
  );
};
