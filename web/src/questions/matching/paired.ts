import type { MatchPair } from '@hornbook/shared/content/pack.ts';
import type { ResponseOf } from '@hornbook/shared/grading/response.ts';

/**
 * The response with one option given a choice, or none by an empty id. Where each choice belongs to one option only, it
 * is taken from the option that had it. Sorted: the order of choosing says nothing.
 */
export const paired = (
  pairs: readonly MatchPair[],
  { optionId, choiceId }: MatchPair,
  reuse: boolean,
): ResponseOf<'matching'> | null => {
  const others = pairs.filter((pair) => pair.optionId !== optionId && (reuse || pair.choiceId !== choiceId));
  const next = choiceId === '' ? others : [...others, { optionId, choiceId }];
  if (next.length === 0) return null;
  return { kind: 'matching', pairs: next.toSorted((a, b) => (a.optionId < b.optionId ? -1 : 1)) };
};
