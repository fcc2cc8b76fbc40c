import { choiceOf } from '@hornbook/shared/grading/matching.ts';
import { Trans, useLingui } from '@lingui/react/macro';
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
  const pairs = response?.pairs ?? [];
  const options = inOptionOrder(question.options, seed, question.id);
  const choices = inOptionOrder(question.choices, seed, `${question.id}/choices`);
  const legendId = `${promptId}-legend`;
  const chosenFor = (optionId: string) => choiceOf(question, pairs, optionId);
  /** Where each choice belongs to one option only: a choice that was made for another one too. */
  const alsoFor = (optionId: string): string | null => {
    const chosen = chosenFor(optionId);
    if (question.reuse || chosen === null) return null;
    const other = question.options.find(({ id }) => id !== optionId && chosenFor(id) === chosen);
    return other ? plainText(other.html) : null;
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
        const chosen = chosenFor(id) ?? '';
        const other = alsoFor(id);
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
              onChange={({ target }) => onChange(paired(pairs, { optionId: id, choiceId: target.value }))}
            >
              <option value="">{t`Choose…`}</option>
              {choices.map((choice) => (
                <option key={choice.id} value={choice.id}>
                  {plainText(choice.html)}
                </option>
              ))}
            </select>
            <p role="status" className={styles.told}>
              {other !== null && <Trans>Also chosen for: {other}</Trans>}
            </p>
          </div>
        );
      })}
    </fieldset>
  );
};
