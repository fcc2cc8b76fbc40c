import type { JudgedTake } from '@hornbook/shared/pronunciation/take.ts';
import { createContext, useContext } from 'react';

export interface TakeKeeper {
  /** Keeps a take so that it can be heard again; says when it could not. */
  keep: (file: Blob, take: JudgedTake) => Promise<'kept' | 'no-room' | 'not-kept'>;
  /** The learner agreed that recordings are sent to the service. */
  isSent: boolean;
}

/** Where a screen keeps what is said; null where nothing is kept. */
export const TakeKeeperContext = createContext<TakeKeeper | null>(null);

export const useTakeKeeper = (): TakeKeeper | null => useContext(TakeKeeperContext);
