import type { Scoring } from '../content/pack.ts';
import type { Grade } from './grade.ts';

/** All or nothing. */
export const allOrNothing = (points: number, correct: boolean, feedback: string | null | undefined): Grade =>
  withFeedback({ kind: 'graded', earned: correct ? points : 0, possible: points, correct }, feedback);

/** Leaves the field out when there is none, so that equal grades are equal objects. */
const withFeedback = (grade: Grade & { kind: 'graded' }, feedback: string | null | undefined): Grade =>
  feedback ? { ...grade, matchedFeedback: feedback } : grade;

/** An answer in parts: with `partial` scoring as many points as are earned by its right parts, rounded down. */
export const inParts = (
  { points, scoring }: { points: number; scoring: Scoring },
  right: number,
  parts: number,
): Grade => {
  const correct = right === parts;
  const partial = Math.floor((points * Math.max(0, right)) / Math.max(1, parts));
  const earned = correct ? points : scoring === 'partial' ? partial : 0;
  return { kind: 'graded', earned, possible: points, correct };
};
