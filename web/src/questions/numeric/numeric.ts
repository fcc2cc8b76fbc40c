import type { QuestionUi } from '../question-kind.ts';
import { NumericInput } from './numeric-input.tsx';
import { NumericReview } from './numeric-review.tsx';

export const numeric: QuestionUi<'numeric'> = {
  Input: NumericInput,
  Review: NumericReview,
  // Digits are what is typed.
  chooseNth: () => undefined,
};
