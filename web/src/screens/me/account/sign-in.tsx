import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { TextField } from '../../../components/text-field.tsx';
import {
  type Arrival,
  canUsePasskeys,
  enterAs,
  proveByPasskey,
  proveByPassword,
} from '../../../data/commands/use-account.ts';
import { showToast } from '../../../ui-state/toasts.ts';
import styles from './account.module.css';
import { PasswordField } from './password-field.tsx';
import { useAccountWords } from './use-account-words.ts';

interface SignInProps {
  /** This learner has an account already: another one is another learner, each for themselves. */
  hasAccount: boolean;
  sendsMail: boolean;
}

/** Into an account there is. What was learnt here without one comes along; nobody is asked which half to keep. */
export const SignIn = ({ hasAccount, sendsMail }: SignInProps) => {
  const { t } = useLingui();
  const words = useAccountWords();
  const [, navigate] = useLocation();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [message, setMessage] = useState('');
  const [busy, setBusy] = useState(false);
  const [choosing, setChoosing] = useState<Arrival | null>(null);
  const enter = async (arrival: Arrival, into: string | null) => {
    setChoosing(null);
    setMessage(t`Coming in…`);
    const entered = await enterAs(arrival, into);
    setBusy(false);
    if (entered.kind !== 'entered') return setMessage(words(entered));
    showToast(t`You are signed in. What is in your account is on its way.`);
    navigate('/');
  };
  const arrive = async (proving: ReturnType<typeof proveByPassword>) => {
    setBusy(true);
    setMessage(t`Signing in…`);
    const proven = await proving;
    if (proven.kind !== 'arrived') {
      setBusy(false);
      return setMessage(words(proven));
    }
    const { learners, device } = proven.arrival;
    if (learners.length > 1 && !learners.some(({ learnerId }) => learnerId === device.learnerId)) {
      setMessage('');
      return setChoosing(proven.arrival);
    }
    const own = learners.find(({ learnerId }) => learnerId === device.learnerId);
    await enter(proven.arrival, (own ?? learners[0])?.learnerId ?? null);
  };
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    void arrive(proveByPassword(email.trim(), password));
  };
  const handleClose = () => {
    setChoosing(null);
    setBusy(false);
  };
  return (
    <form className={styles.part} onSubmit={handleSubmit}>
      <p>
        {hasAccount ? (
          <Trans>
            Somebody else’s account, or another one of yours: that learner is added to this device. What you learned
            stays here, for you alone, and what has not been sent yet is still sent.
          </Trans>
        ) : (
          <Trans>
            What you have learned on this device so far comes along and becomes part of what is in the account: nothing
            is replaced or lost, also what was not sent yet.
          </Trans>
        )}
      </p>
      {canUsePasskeys() && (
        <div>
          <Button look="quiet" disabled={busy} onClick={() => void arrive(proveByPasskey())}>
            <Trans>Sign in with a passkey</Trans>
          </Button>
        </div>
      )}
      <TextField
        label={<Trans>E-mail address of the account</Trans>}
        type="email"
        autoComplete="username"
        value={email}
        maxLength={200}
        onChange={setEmail}
      />
      <PasswordField label={<Trans>Password</Trans>} value={password} onChange={setPassword} />
      <div className={styles.buttons}>
        <Button type="submit" look="quiet" disabled={busy || !email.includes('@') || !password}>
          <Trans>Sign in</Trans>
        </Button>
        {sendsMail && (
          <ButtonLink look="plain" href="/me/account/reset">
            <Trans>Forgot the password?</Trans>
          </ButtonLink>
        )}
      </div>
      <p role="alert" className={styles.message}>
        {message}
      </p>
      <Dialog open={choosing !== null} onClose={handleClose} sheet title={t`Whose learning is it on this device?`}>
        <div className={styles.choices}>
          {choosing?.learners.map(({ learnerId, name }) => (
            <Button key={learnerId} look="quiet" onClick={() => void enter(choosing, learnerId)}>
              <bdi>{name || t`Without a name`}</bdi>
            </Button>
          ))}
          {choosing && !choosing.apart && (
            <Button look="plain" onClick={() => void enter(choosing, null)}>
              <Trans>Somebody else of this account: keep it apart</Trans>
            </Button>
          )}
        </div>
      </Dialog>
    </form>
  );
};
