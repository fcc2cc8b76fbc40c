/** What a learner is told of a time limit, once each, and never by the second. */
export type TimeMark = 'running' | 'half' | 'tenth' | 'over';

/** Which part of the allowed time an instant falls into. */
export const timeMark = (limitMs: number, leftMs: number): TimeMark => {
  if (leftMs <= 0) return 'over';
  if (leftMs <= limitMs / 10) return 'tenth';
  return leftMs <= limitMs / 2 ? 'half' : 'running';
};

/** Whole hours, minutes and seconds; a second that has begun counts as one that is left. */
export const clockParts = (leftMs: number): { hours: number; minutes: number; seconds: number } => {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return { hours: Math.floor(seconds / 3600), minutes: Math.floor(seconds / 60) % 60, seconds: seconds % 60 };
};

/** Until the shown time changes. */
export const untilNextSecond = (leftMs: number): number => (leftMs <= 0 ? 1000 : leftMs % 1000 || 1000);
