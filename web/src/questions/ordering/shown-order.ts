import type { Option, QuestionOf } from '@hornbook/shared/content/pack.ts';
import type { ResponseOf } from '@hornbook/shared/grading/response.ts';
import { inOptionOrder } from '../option-order.ts';

/**
 * The things in the order they stand now: the learner's, or the one they begin in. That never is the right one where
 * the right one is known here, or there would be nothing to do.
 */
export const shownOrder = (
  question: QuestionOf<'ordering'>,
  response: ResponseOf<'ordering'> | null,
  seed: string | null,
): Option[] => {
  const { options, solution } = question;
  const start = inOptionOrder(options, seed, question.id);
  if (response) {
    const given = response.optionIds.flatMap((id) => options.find((option) => option.id === id) ?? []);
    // What another version of the question didn't have comes last.
    return [...new Set([...given, ...start])];
  }
  const isRight = solution?.optionIds.every((id, index) => start[index]?.id === id) ?? false;
  const [first, ...rest] = start;
  return isRight && first ? [...rest, first] : start;
};

/** The order with one thing moved a step up (-1) or down (1); the same order at its ends. */
export const moved = (ids: readonly string[], id: string, by: -1 | 1): string[] => {
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return [...ids];
  const rest = ids.filter((other) => other !== id);
  return rest.toSpliced(to, 0, id);
};
