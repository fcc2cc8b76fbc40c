import { useLive } from './live.ts';

/** Whether this learner has begun anything: a course taken, or an attempt. The one thing the first screen must know. */
export const useBegun = (): boolean | undefined =>
  useLive(async ({ learner }) => {
    if (
      (await learner
        .rows('enrollments')
        .filter(({ deletedAt }) => deletedAt === null)
        .count()) > 0
    )
      return true;
    return (await learner.rows('attempts').limit(1).count()) > 0;
  });
