import styles from './field.module.css';

interface SelectFieldProps {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
  /** The label stands above it, as in a form; else what is around it says what it is for. */
  shown?: boolean;
}

export const SelectField = ({ label, value, options, onChange, shown = false }: SelectFieldProps) => (
  <label className={shown ? `${styles.choice} ${styles.named}` : styles.choice}>
    <span className={shown ? styles.name : 'visually-hidden'}>{label}</span>
    <select className={styles.select} value={value} onChange={(event) => onChange(event.target.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  </label>
);
