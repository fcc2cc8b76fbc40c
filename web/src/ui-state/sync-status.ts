import { create } from 'zustand';

/** What the sync engine of this browser is doing, told by whichever tab leads. Screens read it through `useSyncStatus`. */
export interface SyncActivity {
  /** 'elsewhere': another tab leads. 'signed-out': nothing is sent until the learner signs in again. */
  phase: 'starting' | 'idle' | 'sending' | 'receiving' | 'unreachable' | 'elsewhere' | 'signed-out';
  /** Why the last try failed, for the Sync page; null after a success. */
  trouble: 'offline' | 'not-our-server' | 'server-busy' | 'refused' | 'storage' | null;
  /** When the next try is due, or null. */
  nextTryAt: number | null;
}

export const useSyncActivity = create<SyncActivity>(() => ({ phase: 'starting', trouble: null, nextTryAt: null }));
