import type { Grade } from './grade.ts';

/** All or nothing. */
export const allOrNothing = (points: number, correct: boolean, feedback: string | null | undefined): Grade =>
  withFeedback({ kind: 'graded', earned: correct ? points : 0, possible: points, correct }, feedback);

/** Leaves the field out when there is none, so that equal grades are equal objects. */
const withFeedback = (grade: Grade & { kind: 'graded' }, feedback: string | null | undefined): Grade =>
  feedback ? { ...grade, matchedFeedback: feedback } : grade;
