import { type ReactNode, useId } from 'react';
import styles from './field.module.css';

interface TextFieldProps {
  label: ReactNode;
  hint?: ReactNode;
  value: string;
  maxLength: number;
  onChange: (value: string) => void;
  /** When the learner is done with it: the moment to keep it. */
  onCommit?: () => void;
  rows?: number;
  autoComplete?: string;
  type?: 'text' | 'email' | 'password' | 'url';
}

/** One line of text, or several. */
export const TextField = ({
  label,
  hint,
  value,
  maxLength,
  onChange,
  onCommit,
  rows,
  autoComplete,
  type = 'text',
}: TextFieldProps) => {
  const id = useId();
  const shared = {
    id,
    className: styles.text,
    value,
    maxLength,
    autoComplete: autoComplete ?? 'off',
    'aria-describedby': hint ? `${id}-hint` : undefined,
    onBlur: onCommit,
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {rows ? (
        <textarea {...shared} rows={rows} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...shared} type={type} onChange={(event) => onChange(event.target.value)} />
      )}
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
};
