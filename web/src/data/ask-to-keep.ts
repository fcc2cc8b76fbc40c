const KEY = 'hornbook-keep-asked';
/** A browser that said no may say yes once the app is used more; asked for at most this often. */
const AGAIN_MS = 14 * 24 * 3_600_000;

/** Whether the browser has promised not to clear by itself what is kept here. */
export type Keeping =
  | 'promised'
  /** Asked, and it would not; it may say otherwise later. */
  | 'declined'
  /** It is asked after the first lesson or quiz. */
  | 'not-asked'
  /** This browser makes no such promises. */
  | 'cannot';

const askedAt = (): number => {
  try {
    return Number(localStorage.getItem(KEY) ?? 0);
  } catch {
    return 0;
  }
};

export const keeping = async (): Promise<Keeping> => {
  const storage = globalThis.navigator?.storage;
  if (typeof storage?.persist !== 'function') return 'cannot';
  if (await storage.persisted().catch(() => false)) return 'promised';
  return askedAt() > 0 ? 'declined' : 'not-asked';
};

/**
 * Asks the browser to keep it, at a moment when there is something to lose: a lesson or a quiz was finished, the app was
 * installed, or the learner wants it. Nothing waits for the answer: some browsers ask the person, and may never say.
 */
export const askToKeep = async ({ wanted = false } = {}): Promise<void> => {
  const before = await keeping();
  if (before === 'promised' || before === 'cannot') return;
  // A clock set back must not put it off for ever.
  if (!wanted && Math.abs(Date.now() - askedAt()) < AGAIN_MS) return;
  try {
    localStorage.setItem(KEY, String(Date.now()));
  } catch {
    // Then it is asked again the next time.
  }
  await navigator.storage.persist();
};
