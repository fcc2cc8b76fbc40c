import type { Grading } from '@hornbook/shared/collections/answer.ts';
import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { SolvedQuestion } from '@hornbook/shared/content/pack.ts';
import { GRADING_VERSION } from '@hornbook/shared/grading/grade.ts';
import { gradeAttempt } from '@hornbook/shared/grading/grade-attempt.ts';
import { LEAD_MS } from '@hornbook/shared/sync/protocol.ts';
import type { AnswerKeys } from './answer-keys.ts';

export type AttemptScores = Pick<Attempt, 'earnedPoints' | 'possiblePoints' | 'grading' | 'effectiveAt'>;

/** An attempt that goes on has no score: scores of half an attempt would tell right answers from wrong ones. */
const unscored: AttemptScores = { earnedPoints: null, possiblePoints: null, grading: null, effectiveAt: null };

/**
 * The server's fields of an attempt, from the attempt itself, the answer keys and, once, the time it was received. Each
 * question is graded as it was in the course version its answer names. Doing it again gives the same.
 */
export const regradeAttempt = (given: Attempt, keys: AnswerKeys, receivedAt: number): AttemptScores => {
  if (given.status !== 'completed') return unscored;
  // A row may leave unsaid what is as good as nothing.
  const attempt = given.answers ? given : { ...given, answers: {} };
  const versions = [...new Set(Object.values(attempt.answers).map(({ courseVersion }) => courseVersion))].sort();
  const questions = new Map<string, SolvedQuestion>();
  const review: NonNullable<Grading['review']> = {};
  for (const id of attempt.questionIds) {
    // A question without an answer was shown from a version the other answers name; failing that, as it first was.
    const own = Object.hasOwn(attempt.answers, id) ? attempt.answers[id]?.courseVersion : undefined;
    const version = (own ? [own, ...versions] : versions).find((candidate) => keys.question(candidate, id));
    const question = version ? keys.question(version, id) : keys.earliest(id);
    if (!question) continue;
    questions.set(id, question);
    if (version && keys.isHeldBack(version, id)) review[id] = reviewOf(question);
  }
  const score = gradeAttempt(attempt, questions);
  return {
    earnedPoints: score.earned,
    possiblePoints: score.possible,
    grading: {
      version: GRADING_VERSION,
      questions: score.questions,
      ...(Object.keys(review).length > 0 ? { review } : {}),
    },
    effectiveAt: effectiveAt(attempt, receivedAt),
  };
};

/**
 * When the attempt counts as completed: the device's time, unless it lies ahead of the receive time by more than any
 * honest clock. Once given it only ever falls, with completedAt, so that receiving the row again changes nothing.
 */
const effectiveAt = ({ completedAt, effectiveAt: known }: Attempt, receivedAt: number): number => {
  const time = completedAt === null || completedAt > receivedAt + LEAD_MS ? receivedAt : completedAt;
  return known === null || known === undefined ? time : Math.min(known, time);
};

/** What the device did not have before: it comes with the grade. */
const reviewOf = (question: SolvedQuestion): NonNullable<Grading['review']>[string] => {
  const feedback = feedbackOf(question);
  return {
    solution: question.solution,
    explanationHtml: question.explanationHtml ?? '',
    ...(Object.keys(feedback).length > 0 ? { optionFeedback: feedback } : {}),
  };
};

const feedbackOf = (question: SolvedQuestion): Record<string, string> => {
  const said = (pairs: readonly (readonly [string, string | null])[]): Record<string, string> =>
    Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== null));
  switch (question.kind) {
    case 'multiple_choice':
    case 'multiple_response':
    case 'ordering':
    case 'matching':
      return said(question.options.map(({ id, feedbackHtml }) => [id, feedbackHtml]));
    case 'cloze':
      return said(
        question.gaps.flatMap((gap) =>
          gap.kind === 'choice'
            ? gap.options.map(({ id, feedbackHtml }) => [`${gap.id}/${id}`, feedbackHtml] as const)
            : [],
        ),
      );
    case 'true_false':
      return said(Object.entries(question.feedbackHtml));
    case 'numeric':
    case 'short_text':
    case 'code':
    case 'speak':
      return {};
  }
};
