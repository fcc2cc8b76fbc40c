import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { TextField } from '../../components/text-field.tsx';
import { type FeedbackTarget, giveFeedback, withdrawFeedback } from '../../data/commands/give-feedback.ts';
import type { FeedbackView } from '../../data/queries/feedback.ts';
import { showToast } from '../../ui-state/toasts.ts';
import styles from './feedback.module.css';
import { StarChoice } from './star-choice.tsx';

interface FeedbackFormProps {
  target: FeedbackTarget;
  given: FeedbackView | null;
  onDone: () => void;
}

export const FeedbackForm = ({ target, given, onDone }: FeedbackFormProps) => {
  const { t } = useLingui();
  const [stars, setStars] = useState(given?.stars ?? null);
  const [type, setType] = useState(given?.type ?? 'praise');
  const [text, setText] = useState(given?.text ?? '');
  const tell = (outcome: Awaited<ReturnType<typeof giveFeedback>>, said: string) => {
    if (outcome.kind === 'not-stored') return showToast(t`Not saved: make some room on this device, then try again.`);
    showToast(said);
    onDone();
  };
  const handleSave = async () => {
    if (stars)
      tell(await giveFeedback(target, { stars, type, text }), t`Thank you. It goes out with the next connection.`);
  };
  return (
    <div className={styles.form}>
      <StarChoice value={stars} onChoose={setStars} />
      <ChoiceGroup
        legend={<Trans>What is it about?</Trans>}
        name="feedback-type"
        value={type}
        onChoose={setType}
        options={[
          { value: 'praise', label: <Trans>I like it</Trans> },
          { value: 'problem', label: <Trans>Something is wrong</Trans> },
          { value: 'idea', label: <Trans>An idea</Trans> },
          { value: 'question', label: <Trans>A question</Trans> },
        ]}
      />
      <TextField
        label={<Trans>In your words</Trans>}
        hint={
          target.targetKind === 'app' ? (
            <Trans>If you like. You can change it later.</Trans>
          ) : (
            <Trans>If you like. Whoever wrote the course reads it, without your name. You can change it later.</Trans>
          )
        }
        value={text}
        maxLength={4000}
        rows={4}
        onChange={setText}
      />
      <div className={styles.actions}>
        <Button disabled={stars === null} onClick={() => void handleSave()}>
          <Trans>Keep it</Trans>
        </Button>
        <Button look="plain" onClick={onDone}>
          <Trans>Never mind</Trans>
        </Button>
        {given && (
          <Button look="plain" onClick={async () => tell(await withdrawFeedback(target), t`Taken back.`)}>
            <Trans>Take it back</Trans>
          </Button>
        )}
      </div>
    </div>
  );
};
