import styles from './field.module.css';

interface SelectFieldProps {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
}

export const SelectField = ({ label, value, options, onChange }: SelectFieldProps) => (
  <label className={styles.choice}>
    <span className="visually-hidden">{label}</span>
    <select className={styles.select} value={value} onChange={(event) => onChange(event.target.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  </label>
);
