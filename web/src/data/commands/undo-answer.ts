import { lastAnswered, undoableUntil, undoneAnswer } from '@hornbook/shared/learning/undo-answer.ts';
import { connect } from '../connections.ts';
import { localWrite, type NotStored } from '../local-write.ts';

export type AnswerUndone =
  | { kind: 'undone' }
  /** Its ten seconds are over, it is not the last one, or nothing was answered. */
  | { kind: 'too-late' }
  | { kind: 'unknown' };

/**
 * Takes back the last answer of an attempt: stored and sent like the answer itself, so that it counts nowhere on any
 * device, even where it had already been counted.
 */
export const undoAnswer = async (attemptId: string, questionId: string): Promise<AnswerUndone | NotStored> =>
  localWrite(
    await connect(),
    async (writer): Promise<AnswerUndone> => {
      const attempt = await writer.get('attempts', attemptId);
      const answer = attempt?.answers[questionId];
      if (!attempt || !answer) return { kind: 'unknown' };
      const until = undoableUntil(answer);
      if (until === null || writer.at > until || lastAnswered(attempt.answers) !== questionId) {
        return { kind: 'too-late' };
      }
      await writer.put('attempts', { id: attemptId, answers: { [questionId]: undoneAnswer(answer) } });
      return { kind: 'undone' };
    },
    { hold: true },
  );
