import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { Section } from '../../../components/page.tsx';
import { Row, Rows } from '../../../components/row.tsx';
import {
  type Account,
  askForConfirmation,
  canUsePasskeys,
  changePassword,
  removePasskey,
} from '../../../data/commands/use-account.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { showToast } from '../../../ui-state/toasts.ts';
import styles from './account.module.css';
import { AddPasskey } from './add-passkey.tsx';
import { EmailForm } from './make-account.tsx';
import { LEAST_LETTERS, PasswordField } from './password-field.tsx';
import { useAccountWords } from './use-account-words.ts';

interface OwnAccountProps {
  account: Account;
  sendsMail: boolean;
  onChanged: () => Promise<void>;
}

/** The ways into this learner's account, and how to change them. */
export const OwnAccount = ({ account, sendsMail, onChanged }: OwnAccountProps) => {
  const { t, i18n } = useLingui();
  const { dayAndTime } = useFormat();
  const words = useAccountWords();
  const { email, emailConfirmed, hasPassword, passkeys } = account;
  const handleRemove = async (id: string) => {
    const outcome = await removePasskey(id);
    showToast(outcome.kind === 'done' ? t`The passkey was removed.` : words(outcome));
    await onChanged();
  };
  const handleLetter = async () => {
    const outcome = await askForConfirmation(i18n.locale);
    showToast(outcome.kind === 'done' ? t`A letter is on its way to ${email}.` : words(outcome));
  };
  return (
    <>
      <Section title={<Trans>Your ways in</Trans>}>
        <Rows>
          {email && hasPassword && (
            <Row
              icon="me"
              tone="correct"
              title={<bdi>{email}</bdi>}
              detail={
                !sendsMail ? (
                  <Trans>with a password</Trans>
                ) : emailConfirmed ? (
                  <Trans>with a password; the address is confirmed</Trans>
                ) : (
                  <Trans>with a password; the address is not confirmed yet, so a forgotten password is lost</Trans>
                )
              }
              end={
                sendsMail &&
                !emailConfirmed && (
                  <Button look="plain" onClick={() => void handleLetter()}>
                    <Trans>Send letter</Trans>
                  </Button>
                )
              }
            />
          )}
          {passkeys.map(({ id, name, addedAt }) => (
            <Row
              key={id}
              icon="device"
              tone="correct"
              title={<Trans>Passkey {name}</Trans>}
              detail={<Trans>Added: {dayAndTime(addedAt)}</Trans>}
              end={
                <Button look="plain" aria-label={t`Remove passkey ${name}`} onClick={() => void handleRemove(id)}>
                  <Trans>Remove</Trans>
                </Button>
              }
            />
          ))}
        </Rows>
        {canUsePasskeys() && <AddPasskey onAdded={onChanged} />}
      </Section>
      {hasPassword ? (
        <Disclosure summary={<Trans>Change the password</Trans>}>
          <ChangePassword />
        </Disclosure>
      ) : (
        <Section title={<Trans>E-mail and password as well</Trans>}>
          <EmailForm onMade={onChanged} />
        </Section>
      )}
    </>
  );
};

const ChangePassword = () => {
  const { t } = useLingui();
  const words = useAccountWords();
  const [password, setPassword] = useState('');
  const [next, setNext] = useState('');
  const [message, setMessage] = useState('');
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (next.length < LEAST_LETTERS) return setMessage(t`The password is too short: eight letters at least.`);
    const outcome = await changePassword(password, next);
    if (outcome.kind !== 'done') return setMessage(words(outcome));
    setPassword('');
    setNext('');
    setMessage(t`The password was changed. Your devices stay signed in.`);
  };
  return (
    <form className={styles.part} onSubmit={(event) => void handleSubmit(event)}>
      <PasswordField label={<Trans>Password so far</Trans>} value={password} onChange={setPassword} />
      <PasswordField label={<Trans>New password</Trans>} value={next} onChange={setNext} fresh />
      <div>
        <Button type="submit" look="quiet" disabled={!password}>
          <Trans>Change password</Trans>
        </Button>
      </div>
      <p role="alert" className={styles.message}>
        {message}
      </p>
    </form>
  );
};
