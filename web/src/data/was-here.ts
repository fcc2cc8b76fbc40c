import { type NoteOfBefore, useLost } from '../ui-state/lost.ts';
import { type DeviceIdentity, identitiesHere } from './device-identity.ts';

/*
 * What this browser remembers outside of IndexedDB of who learned here. Browsers that run full clear the one and leave the
 * other; some do it the other way round, and then nothing is lost.
 */
const NOTE = 'hornbook-here';
const ANEW = 'hornbook-anew';

// A service worker has no localStorage, and some browsers forbid it: then there is no note.
interface NoteStore {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}
const storage = (): NoteStore | null => {
  try {
    return (globalThis as { localStorage?: NoteStore }).localStorage ?? null;
  } catch {
    return null;
  }
};

export const readNote = (): NoteOfBefore | null => {
  try {
    return JSON.parse(storage()?.getItem(NOTE) ?? 'null') as NoteOfBefore | null;
  } catch {
    return null;
  }
};

/** Not over one of somebody whose work was lost here: they have not said yet what is to become of it. */
export const keepNote = (note: NoteOfBefore): void => {
  if (useLost.getState().note || useLost.getState().former) return;
  try {
    storage()?.setItem(NOTE, JSON.stringify(note));
  } catch {
    // No room, or forbidden.
  }
};

export const forgetNote = (): void => {
  storage()?.removeItem(NOTE);
};

/** Said by the learner: whoever used this browser before, this is somebody new, or they would rather begin anew. */
export const beginsAnew = (): boolean => (storage()?.getItem(ANEW) ?? null) !== null;

export const sayAnew = (): void => {
  try {
    storage()?.setItem(ANEW, '1');
  } catch {
    // Asked again at the next start, then.
  }
  forgetNote();
  useLost.setState({ note: null, former: null });
};

/** At the start: somebody nobody has met, in a browser where somebody learned before. */
export const lookForLoss = async ({ learnerId, claimed }: DeviceIdentity): Promise<void> => {
  const note = readNote();
  if (claimed || !note || note.learnerId === learnerId || beginsAnew()) return;
  const here = await identitiesHere();
  if (here.length === 1) useLost.setState({ note });
};
