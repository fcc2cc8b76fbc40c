import type { Attempt } from '../collections/attempts.ts';
import type { SolvedQuestion } from '../content/pack.ts';
import { grade } from './grade.ts';

interface QuestionScore {
  earned: number;
  possible: number;
  correct: boolean;
}

export interface AttemptScore {
  earned: number;
  possible: number;
  /** By question id, of those whose solution is known. */
  questions: Record<string, QuestionScore>;
}

/**
 * The score of a whole attempt. What was left out counts as nothing earned; a question without a known solution counts
 * neither way. The same function on device and server: a score is never taken on trust, only recomputed.
 */
export const gradeAttempt = (
  attempt: Pick<Attempt, 'questionIds' | 'answers'>,
  questionsById: ReadonlyMap<string, SolvedQuestion>,
): AttemptScore => {
  const score: AttemptScore = { earned: 0, possible: 0, questions: {} };
  for (const id of new Set(attempt.questionIds)) {
    const question = questionsById.get(id);
    if (!question) continue;
    // Own entries only: a question could be called "constructor".
    const answer = Object.hasOwn(attempt.answers, id) ? attempt.answers[id] : undefined;
    const graded = grade(question, answer?.response ?? null);
    const earned = graded.kind === 'graded' ? graded.earned : 0;
    score.questions[id] = {
      earned,
      possible: question.points,
      correct: graded.kind === 'graded' && graded.correct,
    };
    score.earned += earned;
    score.possible += question.points;
  }
  return score;
};
