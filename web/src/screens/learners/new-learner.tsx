import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { addLearner } from '../../data/commands/share-device.ts';
import type { LearnerHere } from '../../data/queries/learners-here.ts';
import styles from './learners.module.css';
import { PictureChoice } from './picture-choice.tsx';
import { pictureNames } from './pictures.ts';

interface NewLearnerProps {
  here: LearnerHere[];
  onAdded?: () => void;
}

/** Somebody new: a name and a picture, and they can begin. */
export const NewLearner = ({ here, onAdded }: NewLearnerProps) => {
  const { t } = useLingui();
  const free = pictureNames.filter((name) => !here.some(({ picture }) => picture === name));
  const [name, setName] = useState('');
  const [picture, setPicture] = useState<string>(free[0] ?? 'fox');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) {
      setProblem(t`Write a name first, so that everybody knows whose work is whose.`);
      return;
    }
    setBusy(true);
    const outcome = await addLearner({ name, picture });
    setBusy(false);
    if (outcome.kind !== 'added') setProblem(t`Not saved: make some room on this device, then try again.`);
    else onAdded?.();
  };
  return (
    <form className={styles.form} onSubmit={(event) => void handleSubmit(event)}>
      <TextField label={<Trans>Name</Trans>} value={name} maxLength={80} onChange={setName} />
      <PictureChoice value={picture} onChoose={setPicture} />
      <p className={styles.problem} role="status">
        {problem}
      </p>
      <div>
        <Button type="submit" disabled={busy}>
          <Trans>Start learning</Trans>
        </Button>
      </div>
    </form>
  );
};
