import { create } from 'zustand';

/** How far "finish on this device" is. It outlives its screen, which is closed before anything is removed. */
export interface Finishing {
  phase: 'idle' | 'sending' | 'checking' | 'removing';
  outcome:
    | null
    /** So many things are here and nowhere else. */
    | { kind: 'unsent'; waiting: number; refused: number }
    /** The service could not be asked whether it has everything, or to sign this device out. */
    | { kind: 'unreachable' }
    /** It answered, and not everything was there; what was lacking is being sent. */
    | { kind: 'differs' };
}

export const useFinishing = create<Finishing>(() => ({ phase: 'idle', outcome: null }));
