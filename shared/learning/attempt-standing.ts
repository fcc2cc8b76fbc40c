import type { Attempt } from '../collections/attempts.ts';
import { gradeAttempt } from '../grading/grade-attempt.ts';
import type { QuestionFact } from './question-facts.ts';

/** An attempt nobody touched for this long is shown as abandoned. It can still be resumed. */
export const LEFT_ALONE_MS = 24 * 3_600_000;

export interface AttemptStanding {
  /** `left-alone` is derived from the clock and never stored; `abandoned` was the learner's decision. */
  status: 'in_progress' | 'left-alone' | 'abandoned' | 'completed';
  /** The instant the time limit ends, or null. Nothing happens by itself then. */
  deadlineAt: number | null;
  /** Now, or at completion, past the deadline. */
  overTime: boolean;
  lastTouchedAt: number;
  answeredCount: number;
  questionCount: number;
}

/** How an attempt stands at an instant. */
export const standingOf = (
  attempt: Pick<Attempt, 'status' | 'startedAt' | 'completedAt' | 'timeLimitMs' | 'answers' | 'questionIds'>,
  asOf: number,
): AttemptStanding => {
  const answers = Object.values(attempt.answers);
  const lastTouchedAt = Math.max(attempt.startedAt, ...answers.map(({ answeredAt }) => answeredAt ?? 0));
  const deadlineAt = attempt.timeLimitMs === null ? null : attempt.startedAt + attempt.timeLimitMs;
  const leftAlone = attempt.status === 'in_progress' && asOf - lastTouchedAt >= LEFT_ALONE_MS;
  return {
    status: leftAlone ? 'left-alone' : attempt.status,
    deadlineAt,
    overTime: deadlineAt !== null && (attempt.completedAt ?? asOf) > deadlineAt,
    lastTouchedAt,
    answeredCount: answers.filter(({ response }) => response !== null).length,
    questionCount: attempt.questionIds.length,
  };
};

export type AttemptScoreView =
  /** `by: 'device'`: the same function as the server's, waiting for the server to say the same. */
  | { kind: 'scored'; by: 'device' | 'server'; earned: number; possible: number; percent: number }
  /** Not completed yet. */
  | { kind: 'open' }
  /** Graded on the server only: it will be when it has been sent. */
  | { kind: 'waits-for-server' };

const scored = (by: 'device' | 'server', earned: number, possible: number): AttemptScoreView => ({
  kind: 'scored',
  by,
  earned,
  possible,
  // Rounded down: 100 % means everything.
  percent: possible === 0 ? 0 : Math.floor((earned * 100) / possible),
});

/** The score to show: the server's where it has graded, else the device's own, else the reason there is none. */
export const scoreAttempt = (
  attempt: Pick<Attempt, 'status' | 'questionIds' | 'answers' | 'earnedPoints' | 'possiblePoints'>,
  facts: ReadonlyMap<string, QuestionFact>,
): AttemptScoreView => {
  if (attempt.status !== 'completed') return { kind: 'open' };
  if (attempt.earnedPoints !== null && attempt.possiblePoints !== null) {
    return scored('server', attempt.earnedPoints, attempt.possiblePoints);
  }
  const solved = new Map([...facts].flatMap(([id, fact]) => (fact.solved ? [[id, fact.solved] as const] : [])));
  if (!attempt.questionIds.every((id) => solved.has(id))) return { kind: 'waits-for-server' };
  const { earned, possible } = gradeAttempt(attempt, solved);
  return scored('device', earned, possible);
};
