import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { joinByCode } from '../../data/commands/link-devices.ts';
import { showToast } from '../../ui-state/toasts.ts';
import styles from './join.module.css';
import { useJoinWords } from './use-join-words.ts';

export const EnterCode = () => {
  const { t } = useLingui();
  const words = useJoinWords();
  const [, navigate] = useLocation();
  const [code, setCode] = useState(() => new URLSearchParams(location.search).get('code') ?? '');
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState('');
  const handleJoin = async (event: FormEvent) => {
    event.preventDefault();
    if (!code.trim()) return setMessage(t`Enter the code of the other device first.`);
    setBusy(true);
    setMessage(t`Joining…`);
    const outcome = await joinByCode(code);
    setBusy(false);
    if (outcome.kind !== 'joined') return setMessage(words.notJoined(outcome));
    setMessage('');
    showToast(t`Joined. What you did on the other device is on its way.`);
    navigate('/');
  };
  return (
    <form className={styles.part} onSubmit={handleJoin}>
      <p>
        <Trans>What you have learned on this device so far comes along: nothing is replaced.</Trans>
      </p>
      <TextField label={<Trans>Code</Trans>} value={code} maxLength={100} onChange={setCode} />
      <div>
        <Button type="submit" disabled={busy}>
          <Trans>Join</Trans>
        </Button>
      </div>
      <p role="alert" className={styles.message}>
        {message}
      </p>
    </form>
  );
};
