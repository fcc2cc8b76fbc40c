import { create } from 'zustand';
import { connect } from './connections.ts';
import type { StoredDraft } from './learner-database.ts';
import type { NotStored } from './local-write.ts';

/** What was typed and could not be stored: it is in this page's memory, and nowhere else. */
export interface UnkeptDraft {
  learnerId: string;
  draft: StoredDraft;
  reason: NotStored['reason'];
}

export const useUnkeptDrafts = create<{ drafts: readonly UnkeptDraft[] }>(() => ({ drafts: [] }));

/** Room may be made at any moment, here or by the browser. */
export const AGAIN_MS = 5_000;

let isWaiting = false;

const waitAndTry = (): void => {
  if (isWaiting || useUnkeptDrafts.getState().drafts.length === 0) return;
  isWaiting = true;
  setTimeout(() => void tryAgain(), AGAIN_MS);
};

const without = (attemptId: string) =>
  useUnkeptDrafts.getState().drafts.filter(({ draft }) => draft.attemptId !== attemptId);

/** Keeps it in memory, in place of what was held of the same attempt, and tries again until it is stored. */
export const hold = (unkept: UnkeptDraft): void => {
  useUnkeptDrafts.setState({ drafts: [...without(unkept.draft.attemptId), unkept] });
  waitAndTry();
};

/** Something newer of the attempt is stored, or the attempt is over. */
export const release = (attemptId: string): void => {
  if (heldOf(attemptId)) useUnkeptDrafts.setState({ drafts: without(attemptId) });
};

export const heldOf = (attemptId: string): UnkeptDraft | undefined =>
  useUnkeptDrafts.getState().drafts.find(({ draft }) => draft.attemptId === attemptId);

const tryAgain = async (): Promise<void> => {
  for (const unkept of useUnkeptDrafts.getState().drafts) {
    const { attemptId } = unkept.draft;
    await connect()
      .then(async ({ device, learner }) => {
        if (device.learnerId !== unkept.learnerId) return;
        const stored = await learner.transaction('rw', learner.drafts, async () => {
          // The first request waits for whatever is being stored: that is newer than what is held.
          await learner.drafts.get(attemptId);
          if (heldOf(attemptId) !== unkept) return false;
          await learner.drafts.put(unkept.draft);
          return true;
        });
        if (stored && heldOf(attemptId) === unkept) release(attemptId);
      })
      // Then the next time.
      .catch(() => undefined);
  }
  isWaiting = false;
  waitAndTry();
};
