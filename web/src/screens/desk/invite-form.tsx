import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { inviteAuthor } from '../../data/commands/course-authors.ts';
import { AnswerWords } from './answer-words.tsx';
import type { Act } from './authors-screen.tsx';
import styles from './desk.module.css';

const LOOKS_LIKE_AN_ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

interface InviteFormProps {
  courseId: string;
  /** Whether the service knows whose an address is. */
  confirmsAddresses: boolean;
  act: Act;
}

/** Asks by e-mail address. Nothing is sent there: whoever signs in with it finds the question at their desk. */
export const InviteForm = ({ courseId, confirmsAddresses, act }: InviteFormProps) => {
  const { t } = useLingui();
  const [email, setEmail] = useState('');
  const [message, setMessage] = useState<ReactNode>(null);
  const [isBusy, setIsBusy] = useState(false);
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const address = email.trim().toLowerCase();
    if (!LOOKS_LIKE_AN_ADDRESS.test(address))
      return setMessage(t`Write a whole e-mail address, such as ada@example.org.`);
    setMessage(null);
    setIsBusy(true);
    const answer = await act(inviteAuthor(courseId, address));
    setIsBusy(false);
    if (answer.kind !== 'done') return setMessage(<AnswerWords answer={answer} />);
    setEmail('');
    setMessage(t`Asked. If an author has the address ${address}, the question is at their desk.`);
  };
  return (
    <form className={styles.fields} noValidate onSubmit={(event) => void handleSubmit(event)}>
      {!confirmsAddresses && (
        <p>
          <Trans>
            This Hornbook sends no letters, so it can’t tell whose an address is: any author who says that it is theirs
            can say yes. Ask them first which address they use here, and check the list above once they have said yes.
          </Trans>
        </p>
      )}
      <TextField
        label={<Trans>Their e-mail address</Trans>}
        hint={
          <Trans>
            The one they sign in with here. They find the question at their own desk, with your name and address, and
            may say no.
          </Trans>
        }
        type="email"
        value={email}
        maxLength={200}
        onChange={setEmail}
      />
      <div className={styles.actions}>
        <Button type="submit" icon="send" disabled={isBusy || email.trim() === ''}>
          <Trans>Ask them</Trans>
        </Button>
      </div>
      <p role="status">{message}</p>
    </form>
  );
};
