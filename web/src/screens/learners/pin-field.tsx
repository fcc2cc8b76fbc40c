import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './learners.module.css';

interface PinFieldProps {
  label: ReactNode;
  value: string;
  onChange: (value: string) => void;
  /** What opens this field is a tap on it, so to speak: the next thing to do is to type. */
  autoFocus?: boolean;
}

/** Digits that nobody beside reads; no browser offers to keep them, for the browser is shared. */
export const PinField = ({ label, value, onChange, autoFocus = false }: PinFieldProps) => {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (autoFocus) field.current?.focus();
  }, [autoFocus]);
  return (
    <div className={styles.pin}>
      <label htmlFor={id}>{label}</label>
      <input
        ref={field}
        id={id}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={8}
        dir="ltr"
        value={value}
        onChange={(event) => onChange(event.target.value.replace(/\D/g, ''))}
      />
    </div>
  );
};
