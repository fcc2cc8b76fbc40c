import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { KeepForm } from './keep-form.tsx';

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
    <KeepForm
      canKeep={name.trim() !== ''}
      onKeep={() => {
        onKeep(name, description);
        return true;
      }}
      onClose={onClose}
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
    </KeepForm>
  );
};

/** Asks for a name, and for a word about it where that makes sense. */
export const NameDialog = ({ open, title, ...form }: NameDialogProps) => (
  <Dialog open={open} title={title} sheet onClose={form.onClose}>
    <NameForm {...form} />
  </Dialog>
);
