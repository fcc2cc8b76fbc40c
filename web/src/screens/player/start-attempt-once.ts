import { type AttemptStarted, startAttempt } from '../../data/commands/take-attempt.ts';
import type { NotStored } from '../../data/local-write.ts';

const starting = new Map<string, Promise<AttemptStarted | NotStored>>();

/** Starts an activity; asked twice at once (an effect that runs again, a double tap) it starts one attempt. */
export const startAttemptOnce = (
  course: string,
  activityId: string,
  choice: { fresh?: boolean } = {},
): Promise<AttemptStarted | NotStored> => {
  const running = starting.get(activityId);
  if (running) return running;
  const started = startAttempt(course, activityId, choice).finally(() => starting.delete(activityId));
  starting.set(activityId, started);
  return started;
};
