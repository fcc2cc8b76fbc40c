import { type Features, WIDTH } from './features.ts';
import type { ReferencePhrase } from './references.ts';

/** Compared with more, a take's place among them says more; each costs a few kilobytes and a few milliseconds. */
export const COMPARED = 12;

/** Pieces a phrase is cut into. */
const PIECES = 6;
/**
 * Orders of them in which none stands where it was, or is followed by the one that followed it: nobody says a phrase so, and
 * it sounds like nothing but the same voice in the same room.
 */
const ORDERS: readonly (readonly number[])[] = [
  [1, 3, 5, 0, 2, 4],
  [2, 0, 4, 1, 5, 3],
  [3, 5, 1, 4, 0, 2],
  [4, 2, 0, 5, 3, 1],
  [5, 3, 1, 0, 2, 4],
  [3, 0, 5, 2, 1, 4],
  [1, 4, 0, 5, 3, 2],
  [4, 0, 3, 1, 5, 2],
  [2, 5, 4, 0, 3, 1],
  [5, 2, 4, 1, 0, 3],
  [3, 2, 5, 1, 0, 4],
];

const jumbled = ({ frames, values }: Features, order: readonly number[]): Features => {
  const at = (piece: number): number => Math.round((frames * piece) / PIECES) * WIDTH;
  const pieces = order.map((piece) => values.subarray(at(piece), at(piece + 1)));
  const moved = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let to = 0;
  for (const piece of pieces) {
    moved.set(piece, to);
    to += piece.length;
  }
  return { frames: moved.length / WIDTH, values: moved };
};

/** What nobody says: the phrase in another order, by the same voices. It has no text, so it is never what was heard. */
const nonsenseOf = ({ id, voices }: ReferencePhrase, nth: number): ReferencePhrase => {
  const order = ORDERS[nth % ORDERS.length] as readonly number[];
  return {
    id: `${id}/${nth + 1}`,
    text: '',
    voices: voices.map((voice) => ({ id: voice.id, features: jumbled(voice.features, order) })),
  };
};

/**
 * The phrases that takes of `own` are compared with: those, as many of `around` as are useful, and where that is too few
 * the same voices jumbled, so that even a phrase that is alone has others to stand out from.
 */
export const comparedWith = (
  own: readonly ReferencePhrase[],
  around: readonly ReferencePhrase[],
): ReferencePhrase[] => {
  const seen = new Set(own.map(({ text }) => text));
  const filling = around.filter(({ text }) => !seen.has(text) && seen.add(text));
  const real = [...own, ...filling.slice(0, Math.max(0, COMPARED - own.length))];
  const missing = own.length === 0 ? 0 : Math.max(0, COMPARED - real.length);
  const nonsense = Array.from({ length: missing }, (_, index) =>
    nonsenseOf(own[index % own.length] as ReferencePhrase, Math.floor(index / own.length)),
  );
  return [...real, ...nonsense];
};
