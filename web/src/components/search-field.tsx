import styles from './field.module.css';
import { Icon } from './icon.tsx';

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

export const SearchField = ({ label, value, onChange }: SearchFieldProps) => (
  <label className={styles.search}>
    <Icon name="search" />
    <span className="visually-hidden">{label}</span>
    <input
      type="search"
      className={styles.bare}
      placeholder={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  </label>
);
