import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { readAddress } from '../../data/arrivals/read-address.ts';
import { KeepForm } from './keep-form.tsx';
import styles from './materials.module.css';

interface LinkDialogProps {
  open: boolean;
  onClose: () => void;
  onKeep: (url: string, title: string) => void;
}

const LinkForm = ({ onClose, onKeep }: Omit<LinkDialogProps, 'open'>) => {
  const [typed, setTyped] = useState('');
  const [title, setTitle] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  return (
    <KeepForm
      canKeep={typed.trim() !== ''}
      onKeep={() => {
        const address = readAddress(typed);
        if (address) onKeep(address.href, title.trim() || address.hostname);
        setIsWrong(!address);
        return address !== null;
      }}
      onClose={onClose}
    >
      <TextField
        label={<Trans>Address of the page</Trans>}
        hint={
          <Trans>The service keeps a copy of its text, for reading without a connection, where there is one.</Trans>
        }
        type="url"
        value={typed}
        maxLength={2000}
        onChange={(value) => {
          setTyped(value);
          setIsWrong(false);
        }}
      />
      <p role="alert" className={styles.wrong}>
        {isWrong && (
          <Trans>This is no address of a page. One looks like en.example.org/leaves or https://example.org.</Trans>
        )}
      </p>
      <TextField
        label={<Trans>What is it called?</Trans>}
        hint={<Trans>If you like.</Trans>}
        value={title}
        maxLength={200}
        onChange={setTitle}
      />
    </KeepForm>
  );
};

/** Asks for the address of a page, and for a name if the learner has one. */
export const LinkDialog = ({ open, onClose, onKeep }: LinkDialogProps) => {
  const { t } = useLingui();
  return (
    <Dialog open={open} title={t`Add a link`} sheet onClose={onClose}>
      <LinkForm onClose={onClose} onKeep={onKeep} />
    </Dialog>
  );
};
