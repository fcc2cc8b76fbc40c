import type { StoredDraft } from '../learner-database.ts';
import { useLive } from './live.ts';

/** The draft of an attempt; null when there is none, undefined until that is known. */
export const useDraft = (attemptId: string): StoredDraft | null | undefined =>
  useLive(async ({ learner }) => (await learner.drafts.get(attemptId)) ?? null, attemptId);
