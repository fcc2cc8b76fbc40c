import type { QuestionKind } from '@hornbook/shared/content/pack.ts';
import { Trans } from '@lingui/react/macro';
import { Icon } from '../../components/icon.tsx';
import type { Problem } from './player-state.ts';
import styles from './problem-note.module.css';

interface ProblemNoteProps {
  id: string;
  problem: Problem | null;
  kind: QuestionKind | null;
}

const words = (problem: Problem, kind: QuestionKind | null) => {
  switch (problem) {
    case 'empty':
      if (kind === 'numeric' || kind === 'short_text' || kind === 'code') return <Trans>Type an answer first.</Trans>;
      if (kind === 'speak') return <Trans>Say the phrase first, or write it.</Trans>;
      if (kind === 'cloze') return <Trans>Fill the gaps first.</Trans>;
      if (kind === 'ordering') return <Trans>Move something first, or say that it is right as it stands.</Trans>;
      return <Trans>Choose an answer first.</Trans>;
    case 'unfinished':
      return <Trans>A part is still empty. Fill it, or go on once more to leave it so.</Trans>;
    case 'not-run':
      return <Trans>Your program could not be run here yet. It is kept; try again, or go on and come back.</Trans>;
    case 'not-a-number':
      return <Trans>This doesn’t read as a number. Try it like 3.5 or 3,5 or 7/2.</Trans>;
    case 'no-room':
      return (
        <Trans>
          There is no room left on this device, so your answer is not saved yet. It stays here in the field: free some
          space, then try again.
        </Trans>
      );
    case 'storage':
      return <Trans>Your answer could not be saved on this device. It stays here in the field: try again.</Trans>;
  }
};

/** What stands in the way of an answer. The region is there before its message, so that the message is heard. */
export const ProblemNote = ({ id, problem, kind }: ProblemNoteProps) => (
  <div id={id} role="alert" className={styles.region}>
    {problem && (
      <p className={styles.note}>
        <Icon name="attention" />
        <span>{words(problem, kind)}</span>
      </p>
    )}
  </div>
);
