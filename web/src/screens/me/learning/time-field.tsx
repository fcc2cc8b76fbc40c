import { type ReactNode, useId } from 'react';
import fieldStyles from '../../../components/field.module.css';

interface TimeFieldProps {
  label: ReactNode;
  /** Minutes after midnight. */
  minute: number;
  onChange: (minute: number) => void;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** A time of day, by the browser's own control. */
export const TimeField = ({ label, minute, onChange }: TimeFieldProps) => {
  const id = useId();
  return (
    <div className={fieldStyles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="time"
        className={fieldStyles.text}
        value={`${two(Math.floor(minute / 60))}:${two(minute % 60)}`}
        onChange={(event) => {
          const [hours, minutes] = event.target.value.split(':').map(Number);
          if (hours !== undefined && minutes !== undefined) onChange(hours * 60 + minutes);
        }}
      />
    </div>
  );
};
