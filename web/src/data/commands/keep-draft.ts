import { connect } from '../connections.ts';
import type { StoredDraft } from '../learner-database.ts';
import { isQuotaError } from '../live-handle.ts';
import { hold, release } from '../unkept-drafts.ts';

/**
 * Keeps where an attempt is on screen and what is typed. What can't be stored is held by the page and tried again, and
 * `useUnkept` tells it: the learner can make room, and must know not to close the app before.
 */
export const keepDraft = async (attemptId: string, given: Omit<StoredDraft, 'attemptId'>): Promise<void> => {
  const { device, learner } = await connect();
  const draft = { attemptId, ...given };
  try {
    await learner.drafts.put(draft);
    release(attemptId);
  } catch (error) {
    hold({ learnerId: device.learnerId, draft, reason: isQuotaError(error) ? 'no-room' : 'storage' });
  }
};

/** The attempt is over: nothing of it is left in fields. */
export const forgetDraft = async (attemptId: string): Promise<void> => {
  release(attemptId);
  const { learner } = await connect();
  await learner.drafts.delete(attemptId).catch(() => undefined);
};
