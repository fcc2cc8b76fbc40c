import { shuffled } from '@hornbook/shared/learning/shuffle.ts';

/**
 * Options in the order of an attempt: it follows from the attempt's seed and the question, so that a reload shows the
 * same order and the next attempt another. A null seed leaves the author's order.
 */
export const inOptionOrder = <T>(options: readonly T[], seed: string | null, questionId: string): T[] =>
  seed === null ? [...options] : shuffled(options, `${seed}/${questionId}`);
