import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { TextField } from '../../../components/text-field.tsx';

export const LEAST_LETTERS = 8;

interface PasswordFieldProps {
  label: ReactNode;
  value: string;
  onChange: (value: string) => void;
  /** One to be chosen, not one there is. */
  fresh?: boolean;
}

export const PasswordField = ({ label, value, onChange, fresh = false }: PasswordFieldProps) => (
  <TextField
    label={label}
    hint={fresh ? <Trans>At least eight letters, signs or figures. A few words are good.</Trans> : undefined}
    type="password"
    autoComplete={fresh ? 'new-password' : 'current-password'}
    value={value}
    maxLength={128}
    onChange={onChange}
  />
);
