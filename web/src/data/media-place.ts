/**
 * Where a recording was left on this device. How far a lesson is read travels to the learner's other devices; the second
 * in a recording does not: it is worth less than a row every few seconds.
 */
const KEY = 'hornbook-media-places';
const KEPT = 40;

const read = (): Record<string, number> => {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
};

/** In milliseconds; 0 where there is nothing to go back to. */
export const mediaPlace = (name: string): number => read()[name] ?? 0;

export const keepMediaPlace = (name: string, ms: number): void => {
  const { [name]: _, ...others } = read();
  const places = Object.entries(others).slice(-KEPT);
  if (ms > 1000) places.push([name, Math.round(ms)]);
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(places)));
  } catch {
    // Without storage a recording begins at its beginning.
  }
};
