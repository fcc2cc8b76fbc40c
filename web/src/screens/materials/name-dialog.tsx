import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import styles from './materials.module.css';

interface NameDialogProps {
  open: boolean;
  title: string;
  nameLabel: ReactNode;
  name?: string;
  description?: string;
  withDescription?: boolean;
  onClose: () => void;
  onKeep: (name: string, description: string) => void;
}

const NameForm = ({
  nameLabel,
  withDescription,
  onClose,
  onKeep,
  ...given
}: Omit<NameDialogProps, 'open' | 'title'>) => {
  const [name, setName] = useState(given.name ?? '');
  const [description, setDescription] = useState(given.description ?? '');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        onKeep(name, description);
        onClose();
      }}
    >
      <TextField label={nameLabel} value={name} maxLength={withDescription ? 120 : 200} onChange={setName} />
      {withDescription && (
        <TextField
          label={<Trans>What is it about?</Trans>}
          hint={<Trans>If you like.</Trans>}
          value={description}
          maxLength={2000}
          rows={3}
          onChange={setDescription}
        />
      )}
      <div className={styles.actions}>
        <Button type="submit" disabled={name.trim() === ''}>
          <Trans>Keep it</Trans>
        </Button>
        <Button look="plain" onClick={onClose}>
          <Trans>Never mind</Trans>
        </Button>
      </div>
    </form>
  );
};

/** Asks for a name, and for a word about it where that makes sense. */
export const NameDialog = ({ open, title, ...form }: NameDialogProps) => (
  <Dialog open={open} title={title} sheet onClose={form.onClose}>
    <NameForm {...form} />
  </Dialog>
);
