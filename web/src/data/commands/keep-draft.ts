import { connect } from '../connections.ts';
import type { StoredDraft } from '../learner-database.ts';

/**
 * Keeps where an attempt is on screen and what is typed. Nobody is told when it fails: a draft is a kindness, and the
 * answer itself, which must be kept, says so by itself.
 */
export const keepDraft = async (attemptId: string, draft: Omit<StoredDraft, 'attemptId'>): Promise<void> => {
  const { learner } = await connect();
  await learner.drafts.put({ attemptId, ...draft }).catch(() => undefined);
};

/** The attempt is over: nothing of it is left in fields. */
export const forgetDraft = async (attemptId: string): Promise<void> => {
  const { learner } = await connect();
  await learner.drafts.delete(attemptId).catch(() => undefined);
};
