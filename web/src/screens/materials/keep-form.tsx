import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import styles from './materials.module.css';

interface KeepFormProps {
  /** Whether there is anything to keep. */
  canKeep: boolean;
  /** Keeps it; false if something is wrong with it, which the fields say. */
  onKeep: () => boolean;
  onClose: () => void;
  children: ReactNode;
}

/** The fields of a dialog that keeps something: with Enter, or by its button. */
export const KeepForm = ({ canKeep, onKeep, onClose, children }: KeepFormProps) => (
  <form
    className={styles.form}
    noValidate
    onSubmit={(event) => {
      event.preventDefault();
      if (canKeep && onKeep()) onClose();
    }}
  >
    {children}
    <div className={styles.actions}>
      <Button type="submit" disabled={!canKeep}>
        <Trans>Keep it</Trans>
      </Button>
      <Button look="plain" onClick={onClose}>
        <Trans>Never mind</Trans>
      </Button>
    </div>
  </form>
);
