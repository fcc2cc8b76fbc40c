import type { Question, QuestionOf } from '../content/pack.ts';
import { questionKinds } from './question-kinds.ts';

/** Of what is typed. */
const TYPED = 0.05;

/** The chance that someone who knows nothing is right. */
export const guessChance = (question: Question): number => {
  // A newer pack may hold a kind this app doesn't know yet.
  if (!questionKinds.includes(question.kind)) return TYPED;
  switch (question.kind) {
    case 'multiple_choice':
      return 1 / Math.max(1, question.options.length);
    case 'true_false':
      return 1 / 2;
    case 'multiple_response':
      // Every choice but the empty one, which is no answer.
      return 1 / Math.max(1, 2 ** question.options.length - 1);
    case 'ordering':
      return 1 / factorial(question.options.length);
    case 'matching':
      return 1 / matchings(question);
    case 'cloze':
      // Few options guess easily; many gaps are still one piece of evidence, no more than a typed answer.
      return question.gaps.reduce(
        (chance, gap) =>
          Math.max(TYPED, chance * (gap.kind === 'choice' ? 1 / Math.max(1, gap.options.length) : TYPED)),
        1,
      );
    case 'numeric':
    case 'short_text':
    case 'code':
    case 'speak':
      return TYPED;
  }
};

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

/** How many ways there are to give each option a choice: each choice once, or as often as one likes. */
const matchings = ({ options, choices, reuse }: QuestionOf<'matching'>): number =>
  options.reduce((ways, _, taken) => ways * Math.max(1, choices.length - (reuse ? 0 : taken)), 1);
