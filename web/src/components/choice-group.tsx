import { type ReactNode, useId } from 'react';
import styles from './choice-group.module.css';

interface ChoiceGroupProps<V extends string> {
  legend: ReactNode;
  hint?: ReactNode;
  name: string;
  options: { value: V; label: ReactNode; lang?: string }[];
  value: V;
  onChoose: (value: V) => void;
}

/** One of a few: radio buttons that look like keys in a row. */
export const ChoiceGroup = <V extends string>(props: ChoiceGroupProps<V>) => {
  const { legend, hint, name, options, value, onChoose } = props;
  const hintId = useId();
  return (
    <fieldset className={styles.group} aria-describedby={hint ? hintId : undefined}>
      <legend className={styles.legend}>{legend}</legend>
      <div className={styles.options}>
        {options.map((option) => (
          <label key={option.value} className={styles.option} lang={option.lang}>
            <input
              type="radio"
              name={name}
              className={styles.input}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      {hint && (
        <p id={hintId} className={styles.hint}>
          {hint}
        </p>
      )}
    </fieldset>
  );
};
