import { HtmlBlock } from '../components/html-block.tsx';
import { Icon } from '../components/icon.tsx';
import styles from './choices.module.css';
import { plainText } from './plain-text.ts';

export interface Choice {
  id: string;
  /** Words of the app, or HTML of the pack. */
  text?: string;
  html?: string;
}

interface ChoiceListProps {
  several: boolean;
  legend: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChoose: (id: string) => void;
  disabled: boolean;
  lang: string;
  promptId: string;
  problemId: string | null;
}

/** Real radio buttons or checkboxes, each as large as a thumb, numbered by the key that chooses it. */
export const ChoiceList = (props: ChoiceListProps) => {
  const { several, legend, choices, chosen, onChoose, disabled, lang, promptId, problemId } = props;
  const legendId = `${promptId}-legend`;
  return (
    <fieldset
      className={styles.choices}
      disabled={disabled}
      aria-labelledby={`${promptId} ${legendId}`}
      aria-describedby={problemId ?? undefined}
    >
      <legend id={legendId} className={styles.legend}>
        {legend}
      </legend>
      {choices.map(({ id, text, html }, index) => (
        <label key={id} className={styles.choice}>
          <input
            className={styles.control}
            type={several ? 'checkbox' : 'radio'}
            name={promptId}
            value={id}
            checked={chosen.includes(id)}
            onChange={() => onChoose(id)}
            aria-label={html && /<math/.test(html) ? plainText(html) : undefined}
          />
          <span className={`${styles.badge} ${several ? styles.square : ''}`} aria-hidden="true">
            {chosen.includes(id) ? <Icon name="check" /> : index + 1}
          </span>
          <span className={styles.words}>
            {html === undefined ? text : <HtmlBlock html={html} lang={lang} inline />}
          </span>
        </label>
      ))}
    </fieldset>
  );
};
