import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Section } from '../../../components/page.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { canUsePasskeys, makeAccount } from '../../../data/commands/use-account.ts';
import { showToast } from '../../../ui-state/toasts.ts';
import styles from './account.module.css';
import { AddPasskey } from './add-passkey.tsx';
import { LEAST_LETTERS, PasswordField } from './password-field.tsx';
import { useAccountWords } from './use-account-words.ts';

/** By a passkey, which asks for nothing to be remembered, or by e-mail and password. */
export const MakeAccount = ({ onMade }: { onMade: () => Promise<void> }) => (
  <>
    {canUsePasskeys() && (
      <Section title={<Trans>Make an account with a passkey</Trans>}>
        <div className={styles.part}>
          <p>
            <Trans>
              Your phone or computer keeps a key for you and shows it when you touch or look at it. No e-mail, nothing
              to remember.
            </Trans>
          </p>
          <AddPasskey onAdded={onMade} />
        </div>
      </Section>
    )}
    <Section title={<Trans>Make an account with e-mail and password</Trans>}>
      <EmailForm onMade={onMade} />
    </Section>
  </>
);

export const EmailForm = ({ onMade }: { onMade: () => Promise<void> }) => {
  const { t, i18n } = useLingui();
  const words = useAccountWords();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [message, setMessage] = useState('');
  const [busy, setBusy] = useState(false);
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (password.length < LEAST_LETTERS) return setMessage(t`The password is too short: eight letters at least.`);
    setBusy(true);
    setMessage(t`Making the account…`);
    const made = await makeAccount(email.trim(), password, i18n.locale);
    setBusy(false);
    if (made.kind !== 'done') return setMessage(words(made));
    setMessage('');
    showToast(t`You have an account now. Nothing else has changed.`);
    await onMade();
  };
  return (
    <form className={styles.part} onSubmit={(event) => void handleSubmit(event)}>
      <TextField
        label={<Trans>E-mail address</Trans>}
        type="email"
        autoComplete="username"
        value={email}
        maxLength={200}
        onChange={setEmail}
      />
      <PasswordField label={<Trans>New password</Trans>} value={password} onChange={setPassword} fresh />
      <div>
        <Button type="submit" look="quiet" disabled={busy || !email.includes('@')}>
          <Trans>Make account</Trans>
        </Button>
      </div>
      <p role="alert" className={styles.message}>
        {message}
      </p>
    </form>
  );
};
