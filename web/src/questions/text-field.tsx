import type { InputHTMLAttributes, ReactNode } from 'react';
import styles from './text-field.module.css';

interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  id: string;
  label: string;
  /** Stands behind the field; its words are part of the label. */
  suffix?: string | null;
  /** A button that helps typing. */
  aid?: ReactNode;
  describedBy: (string | null)[];
  problemId: string | null;
}

/** One line to answer in. */
export const TextField = ({ id, label, suffix, aid, describedBy, problemId, ...rest }: TextFieldProps) => (
  <div className={styles.answer}>
    <label htmlFor={id} className={styles.label}>
      {label}
    </label>
    <div className={styles.line}>
      <input
        type="text"
        {...rest}
        id={id}
        className={styles.field}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="go"
        maxLength={500}
        dir="auto"
        aria-invalid={problemId !== null}
        aria-describedby={[...describedBy, problemId].filter(Boolean).join(' ') || undefined}
      />
      {suffix && (
        <span className={styles.suffix} aria-hidden="true">
          <bdi>{suffix}</bdi>
        </span>
      )}
      {aid}
    </div>
  </div>
);
