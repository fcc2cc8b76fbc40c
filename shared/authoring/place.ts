/*
 * Places among siblings, as the desk makes them: keys between which there is always another one (fractional-indexing). Each
 * begins with a letter that says how many digits its whole part has, a the shortest of those that rise and Z of those that
 * fall; what is behind is a fraction, and no fraction ends in 0.
 */

const DIGITS = /^[0-9A-Za-z]+$/;
const [UPPER_Z, LOWER_A] = [90, 97];
/** Far longer than moving makes one, and short enough that one between two such ones fits into a row. */
const LONGEST = 150;

/** Whether another place can be put before and behind this one. A row may hold any text: another app, or author, wrote it. */
export const isPlace = (text: string): boolean => {
  if (text.length > LONGEST || !/^[A-Za-z]/.test(text) || !DIGITS.test(text)) return false;
  const head = text.charCodeAt(0);
  const whole = 2 + (head >= LOWER_A ? head - LOWER_A : UPPER_Z - head);
  if (text.length < whole || (text.length > whole && text.endsWith('0'))) return false;
  // Before the least whole number there is none.
  return !/^A0{26}$/.test(text);
};

/** The order of siblings: what is no place stands behind all that are. */
export const comparePlaces = (one: string, other: string): number =>
  Number(!isPlace(one)) - Number(!isPlace(other)) || (one === other ? 0 : one < other ? -1 : 1);

/** The last place among siblings, by which another one can be put behind them; null where none has one. */
export const lastPlace = (siblings: readonly { place: string }[]): string | null =>
  siblings.reduce<string | null>(
    (last, { place }) => (isPlace(place) && (last === null || place > last) ? place : last),
    null,
  );
