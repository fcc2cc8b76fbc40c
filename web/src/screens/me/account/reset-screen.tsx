import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { askForReset, resetPassword } from '../../../data/commands/use-account.ts';
import { Screen } from '../../../shell/screen.tsx';
import styles from './account.module.css';
import { LEAST_LETTERS, PasswordField } from './password-field.tsx';
import { useAccountWords } from './use-account-words.ts';

/** A new password: first a letter, and with its link the password itself. */
export const ResetScreen = () => {
  const { t, i18n } = useLingui();
  const words = useAccountWords();
  const [token] = useState(() => location.hash.slice(1));
  const [text, setText] = useState('');
  const [message, setMessage] = useState('');
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (token && text.length < LEAST_LETTERS) return setMessage(t`The password is too short: eight letters at least.`);
    const outcome = await (token ? resetPassword(token, text) : askForReset(text.trim(), i18n.locale));
    if (outcome.kind !== 'done')
      return setMessage(
        outcome.kind === 'refused' ? t`This link does not work any more. Have another letter sent.` : words(outcome),
      );
    setText('');
    setMessage(
      token
        ? t`You have a new password. Sign in with it.`
        : t`If there is an account with this address, and it was confirmed, a letter is on its way.`,
    );
  };
  return (
    <Screen title={t`A new password`} back={{ href: '/me/account', place: <Trans>Account</Trans> }}>
      <form className={styles.part} onSubmit={(event) => void handleSubmit(event)}>
        {token ? (
          <PasswordField label={<Trans>New password</Trans>} value={text} onChange={setText} fresh />
        ) : (
          <TextField
            label={<Trans>E-mail address of the account</Trans>}
            type="email"
            autoComplete="username"
            value={text}
            maxLength={200}
            onChange={setText}
          />
        )}
        <div>
          <Button type="submit" disabled={!text}>
            {token ? <Trans>Keep this password</Trans> : <Trans>Send me a letter</Trans>}
          </Button>
        </div>
        <p role="alert" className={styles.message}>
          {message}
        </p>
      </form>
    </Screen>
  );
};
