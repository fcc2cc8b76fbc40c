import type { Question } from '../content/pack.ts';

/** The chance that someone who knows nothing is right. */
export const guessChance = (question: Question): number => {
  switch (question.kind) {
    case 'multiple_choice':
      return 1 / Math.max(1, question.options.length);
    case 'true_false':
      return 1 / 2;
    case 'multiple_response':
      // Every choice but the empty one, which is no answer.
      return 1 / Math.max(1, 2 ** question.options.length - 1);
    case 'numeric':
    case 'short_text':
      return 0.05;
  }
};
