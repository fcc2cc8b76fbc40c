import type { MatchPair } from '@hornbook/shared/content/pack.ts';
import type { ResponseOf } from '@hornbook/shared/grading/response.ts';

/**
 * The response with one option given a choice, or none by an empty id. Nothing is taken from another option, even where
 * each choice belongs to one only: arrow keys pass over many choices on their way. Sorted: the order of choosing says
 * nothing.
 */
export const paired = (
  pairs: readonly MatchPair[],
  { optionId, choiceId }: MatchPair,
): ResponseOf<'matching'> | null => {
  const others = pairs.filter((pair) => pair.optionId !== optionId);
  const next = choiceId === '' ? others : [...others, { optionId, choiceId }];
  if (next.length === 0) return null;
  return { kind: 'matching', pairs: next.toSorted((a, b) => (a.optionId < b.optionId ? -1 : 1)) };
};
