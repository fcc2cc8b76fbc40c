import { MAX_MESSAGE } from '@hornbook/shared/tutor/tutor-answer.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import styles from './tutor.module.css';

interface ComposerProps {
  /** Whether it was kept; then the field is empty for the next one. */
  onAsk: (text: string) => Promise<boolean>;
}

/** Where a question is written. Enter asks, Shift and Enter make a new line. */
export const Composer = ({ onAsk }: ComposerProps) => {
  const { t } = useLingui();
  const id = useId();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    if (busy || !text.trim()) return;
    setBusy(true);
    const kept = await onAsk(text);
    setBusy(false);
    if (kept) setText('');
  };
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit();
  };
  const handleKey = (event: KeyboardEvent) => {
    // While a word is being composed (in Japanese, say), Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void submit();
  };
  return (
    <form className={styles.composer} onSubmit={handleSubmit}>
      <label htmlFor={id} className="visually-hidden">
        <Trans>Your question</Trans>
      </label>
      <textarea
        id={id}
        className={styles.field}
        rows={2}
        maxLength={MAX_MESSAGE}
        placeholder={t`Your question`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={handleKey}
      />
      <Button type="submit" icon="send" aria-disabled={busy || !text.trim()}>
        <Trans>Ask</Trans>
      </Button>
    </form>
  );
};
