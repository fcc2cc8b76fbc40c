import { create } from 'zustand';

/** What this browser remembers outside of IndexedDB of who learned here. */
export interface NoteOfBefore {
  learnerId: string;
  name: string;
  /** Things that had not been sent when it was last written. */
  unsent: number;
  at: number;
}

/** What the service had from this browser, whose store is gone: it knows it by its cookie. */
export interface FormerHere {
  deviceName: string;
  name: string;
  lastSeenAt: number;
  lessons: number;
  attempts: number;
}

/** That this browser lost what it kept, by what it remembers itself and by what the service knows of its cookie. */
export const useLost = create<{ note: NoteOfBefore | null; former: FormerHere | null }>(() => ({
  note: null,
  former: null,
}));
