import type { SolvedOf } from '../content/pack.ts';
import type { Grade } from './grade.ts';
import { inParts } from './points.ts';

/**
 * Things are put in order. What stands in sequence counts for, what would have to be moved counts against, never below
 * nothing: one thing out of place costs little wherever it went, and an order left to chance earns next to nothing
 * (decisions/0006-order-by-what-must-move.md).
 */
export const gradeOrdering = (question: SolvedOf<'ordering'>, optionIds: readonly string[]): Grade => {
  if (!Array.isArray(optionIds)) return { kind: 'incomplete', reason: 'unreadable' };
  if (optionIds.length === 0) return { kind: 'incomplete', reason: 'empty' };
  const { optionIds: order } = question.solution;
  const given = knownOnce(optionIds, order);
  if (given.length === 0) return { kind: 'incomplete', reason: 'unreadable' };
  const kept = inSequence(given, order).size;
  const moved = order.length - kept;
  return inParts(question, kept - moved, order.length);
};

/** Without what isn't an option, and without repetitions. */
const knownOnce = (ids: readonly string[], known: readonly string[]): string[] =>
  [...new Set(ids)].filter((id) => known.includes(id));

/**
 * Of the given order the longest part that is in the right sequence, not necessarily side by side: what need not be
 * moved. Of several as long it is the one that begins earliest in the given order.
 */
export const inSequence = (given: readonly string[], order: readonly string[]): Set<string> => {
  const ranks = given.map((id) => order.indexOf(id));
  // The longest run that begins at each place, found from the end; ten things at most make n² nothing.
  const longest: number[] = [];
  const next: number[] = [];
  for (let at = given.length - 1; at >= 0; at--) {
    longest[at] = 1;
    next[at] = -1;
    for (let later = at + 1; later < given.length; later++) {
      const fits = (ranks[later] as number) > (ranks[at] as number);
      if (fits && (longest[later] as number) + 1 > (longest[at] as number)) {
        longest[at] = (longest[later] as number) + 1;
        next[at] = later;
      }
    }
  }
  const kept = new Set<string>();
  let at = longest.indexOf(Math.max(...longest));
  while (at >= 0 && at < given.length) {
    kept.add(given[at] as string);
    at = next[at] as number;
  }
  return kept;
};
