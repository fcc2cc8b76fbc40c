import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { addPasskey } from '../../../data/commands/use-account.ts';
import { useLearner, useProfile } from '../../../data/queries/learner.ts';
import { showToast } from '../../../ui-state/toasts.ts';
import styles from './account.module.css';
import { useAccountWords } from './use-account-words.ts';

export const AddPasskey = ({ onAdded }: { onAdded: () => Promise<void> }) => {
  const { t } = useLingui();
  const words = useAccountWords();
  const profile = useProfile();
  const learner = useLearner();
  const [message, setMessage] = useState('');
  const [busy, setBusy] = useState(false);
  const handleAdd = async () => {
    setBusy(true);
    setMessage('');
    const outcome = await addPasskey(profile?.displayName || learner?.deviceName || 'Hornbook');
    setBusy(false);
    if (outcome.kind !== 'done') return setMessage(words(outcome));
    showToast(t`The passkey was added. You can sign in with it anywhere it is.`);
    await onAdded();
  };
  return (
    <>
      <div>
        <Button disabled={busy} onClick={() => void handleAdd()}>
          <Trans>Add a passkey</Trans>
        </Button>
      </div>
      <p role="alert" className={styles.message}>
        {message}
      </p>
    </>
  );
};
