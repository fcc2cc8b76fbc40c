import { askedAbout, scopeOf } from './service/learner-scope.ts';

/**
 * Where a recording was left on this device, by the learner who uses it. How far a lesson is read travels to the learner's
 * other devices; the second in a recording does not: it is worth less than a row every few seconds.
 */
const keyOf = (scope: string | null) => `hornbook-media-places-${scope}`;
const KEPT = 40;

interface PlaceStore {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
  removeItem(key: string): void;
}

/** A service worker, which this is compiled for as well, has none, and where it is forbidden it may throw. */
const places = (): PlaceStore | undefined => (globalThis as { localStorage?: PlaceStore }).localStorage;

const read = (): Record<string, number> => {
  try {
    return JSON.parse(places()?.getItem(keyOf(askedAbout())) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
};

/** In milliseconds; 0 where there is nothing to go back to. */
export const mediaPlace = (name: string): number => read()[name] ?? 0;

export const keepMediaPlace = (name: string, ms: number): void => {
  const { [name]: _, ...others } = read();
  const kept = Object.entries(others).slice(-KEPT);
  if (ms > 1000) kept.push([name, Math.round(ms)]);
  try {
    places()?.setItem(keyOf(askedAbout()), JSON.stringify(Object.fromEntries(kept)));
  } catch {
    // Without storage a recording begins at its beginning.
  }
};

/** A learner is removed from this device. */
export const forgetMediaPlaces = async (learnerId: string): Promise<void> => {
  const key = keyOf(await scopeOf(learnerId));
  try {
    places()?.removeItem(key);
  } catch {
    // Where it is forbidden nothing was kept.
  }
};
