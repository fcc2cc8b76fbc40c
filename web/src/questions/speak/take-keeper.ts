import type { JudgedTake } from '@hornbook/shared/pronunciation/take.ts';
import { createContext, useContext } from 'react';

/** `full`: there are as many recordings as are kept. `no-room`: the device has none. */
export type TakeKept = 'kept' | 'full' | 'no-room' | 'not-kept';

export interface TakeKeeper {
  /** Keeps a take so that it can be heard again; says when it could not. */
  keep: (file: Blob, take: JudgedTake) => Promise<TakeKept>;
  /** The learner agreed that recordings are sent to the service. */
  isSent: boolean;
}

/** Where a screen keeps what is said; null where nothing is kept. */
export const TakeKeeperContext = createContext<TakeKeeper | null>(null);

export const useTakeKeeper = (): TakeKeeper | null => useContext(TakeKeeperContext);
