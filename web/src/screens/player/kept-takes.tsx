import type { JudgedTake } from '@hornbook/shared/pronunciation/take.ts';
import { type ReactNode, useMemo } from 'react';
import { keepRecording } from '../../data/commands/keep-recordings.ts';
import { useSettings } from '../../data/queries/learner-settings.ts';
import { TakeKeeperContext } from '../../questions/speak/take-keeper.ts';

interface KeptTakesProps {
  attemptId: string;
  questionId: string;
  courseVersion: string;
  children: ReactNode;
}

/** Keeps what is said at a question's desk, so that it can be heard again. */
export const KeptTakes = ({ attemptId, questionId, courseVersion, children }: KeptTakesProps) => {
  const isSent = useSettings()?.sendRecordings ?? false;
  const keeper = useMemo(
    () => ({
      isSent,
      keep: async (file: Blob, take: JudgedTake) => {
        const outcome = await keepRecording(file, { attemptId, questionId, courseVersion, take });
        if (outcome.kind === 'kept' || outcome.kind === 'full') return outcome.kind;
        return outcome.kind === 'no-room' || (outcome.kind === 'not-stored' && outcome.reason === 'no-room')
          ? 'no-room'
          : 'not-kept';
      },
    }),
    [attemptId, questionId, courseVersion, isSent],
  );
  return <TakeKeeperContext value={keeper}>{children}</TakeKeeperContext>;
};
