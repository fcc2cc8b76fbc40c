import type { MatchPair, SolvedOf } from '../content/pack.ts';
import type { Grade } from './grade.ts';
import { inParts } from './points.ts';

/** Each option has its choice. Every right pair counts; an option left alone is not right. */
export const gradeMatching = (question: SolvedOf<'matching'>, pairs: readonly MatchPair[]): Grade => {
  if (!Array.isArray(pairs)) return { kind: 'incomplete', reason: 'unreadable' };
  if (pairs.length === 0) return { kind: 'incomplete', reason: 'empty' };
  const chosen = question.options.map(({ id }) => choiceOf(question, pairs, id));
  if (chosen.every((choice) => choice === null)) return { kind: 'incomplete', reason: 'unreadable' };
  const right = question.options.filter(({ id }, index) => isRightChoice(question, id, chosen[index] ?? null)).length;
  return inParts(question, right, question.options.length);
};

/** The choice an option was given, by its last pair; null when none, or none of the question's. */
export const choiceOf = (
  { choices }: Pick<SolvedOf<'matching'>, 'choices'>,
  pairs: readonly MatchPair[],
  optionId: string,
): string | null => {
  const pair = pairs.findLast((candidate) => candidate?.optionId === optionId);
  return pair && choices.some(({ id }) => id === pair.choiceId) ? pair.choiceId : null;
};

export const isRightChoice = (
  { solution }: Pick<SolvedOf<'matching'>, 'solution'>,
  optionId: string,
  choiceId: string | null,
): boolean =>
  choiceId !== null && solution.pairs.some((pair) => pair.optionId === optionId && pair.choiceId === choiceId);
