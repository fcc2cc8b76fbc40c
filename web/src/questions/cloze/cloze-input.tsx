import type { ClozeParagraph, Gap } from '@hornbook/shared/content/pack.ts';
import { isNoNumber, textIn } from '@hornbook/shared/grading/cloze.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { inOptionOrder } from '../option-order.ts';
import { plainText } from '../plain-text.ts';
import type { InputProps } from '../question-kind.ts';
import styles from './cloze.module.css';
import { ClozeText } from './cloze-text.tsx';
import { filled, wordsBefore } from './filled.ts';

/** A text with fields where its gaps are: each a line to type in or a list to choose from, named by the words before it. */
export const ClozeInput = (props: InputProps<'cloze'>) => {
  const { question, response, onChange, seed, lang, promptId, problemId, disabled } = props;
  const { t } = useLingui();
  const given = response?.gaps ?? [];
  const count = question.gaps.length;
  const legendId = `${promptId}-legend`;

  const field = (gap: Gap, index: number, paragraph: ClozeParagraph) => {
    const number = index + 1;
    const before = wordsBefore(paragraph, gap.id);
    const text = textIn(given, gap.id);
    const name = before ? t`Gap ${number} of ${count}, after: ${before}` : t`Gap ${number} of ${count}`;
    const shared = {
      lang,
      value: text,
      'aria-label': name,
      'data-empty': text.trim() === '' || undefined,
      'aria-describedby': problemId ?? undefined,
      onChange: ({ target }: { target: { value: string } }) => onChange(filled(given, gap.id, target.value)),
    };
    if (gap.kind === 'choice')
      return (
        <select {...shared} className={styles.gap}>
          <option value="">{t`Choose…`}</option>
          {inOptionOrder(gap.options, seed, `${question.id}/${gap.id}`).map(({ id, html }) => (
            <option key={id} value={id}>
              {plainText(html)}
            </option>
          ))}
        </select>
      );
    const unit = gap.kind === 'number' ? gap.unit : null;
    return (
      <span className={styles.typed}>
        <input
          {...shared}
          type="text"
          className={`${styles.gap} ${gap.kind === 'number' ? styles.number : ''}`}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={200}
          dir="auto"
          aria-invalid={(problemId !== null && isNoNumber(gap, text)) || undefined}
          aria-label={unit ? t`${name}, in ${unit}` : name}
        />
        {unit && (
          <span className={styles.unit} aria-hidden="true">
            <bdi>{unit}</bdi>
          </span>
        )}
      </span>
    );
  };

  return (
    <fieldset
      className={styles.cloze}
      disabled={disabled}
      aria-labelledby={`${promptId} ${legendId}`}
      aria-describedby={problemId ?? undefined}
    >
      <legend id={legendId} className={styles.legend}>
        <Trans>Fill the gaps</Trans>
      </legend>
      <ClozeText question={question} lang={lang} gap={field} />
    </fieldset>
  );
};
