import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { AskedQuestion } from '../../data/queries/asked-question.ts';

export type QuestionResult =
  | { kind: 'graded'; earned: number; possible: number; correct: boolean }
  /** Not answered. */
  | { kind: 'open' }
  /** Answered; only the server can say how well. */
  | { kind: 'waiting' };

/** What came of one question: the server's word where it has spoken, else the device's own grade. */
export const questionResult = (
  { question, response, grade }: AskedQuestion,
  { grading }: Pick<Attempt, 'grading'>,
): QuestionResult => {
  if (response === null) return { kind: 'open' };
  const graded = grading?.questions[question.id];
  if (graded) return { kind: 'graded', ...graded };
  if (grade?.kind !== 'graded') return { kind: 'waiting' };
  const { earned, possible, correct } = grade;
  return { kind: 'graded', earned, possible, correct };
};
