import type { Band } from '../pronunciation/method.ts';

/** How a phrase was said last; null when it never was. */
export type LastSaid = { band: Band; at: number } | null;

const rank: Readonly<Record<Band, number>> = { different: 0, close: 1, matches: 3 };
const UNSAID = 2;

/** Weakest first: what was another phrase, what was close, what was never said, what matched; of equals the one said longest ago. */
export const weakestPhrases = <P extends { last: LastSaid }>(phrases: readonly P[]): P[] =>
  phrases.toSorted(
    ({ last: a }, { last: b }) =>
      (a ? rank[a.band] : UNSAID) - (b ? rank[b.band] : UNSAID) || (a?.at ?? 0) - (b?.at ?? 0),
  );
