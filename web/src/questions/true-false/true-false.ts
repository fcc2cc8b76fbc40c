import type { QuestionUi } from '../question-kind.ts';
import { TrueFalseInput } from './true-false-input.tsx';
import { TrueFalseReview } from './true-false-review.tsx';

export const trueFalse: QuestionUi<'true_false'> = {
  Input: TrueFalseInput,
  Review: TrueFalseReview,
  // Never shuffled: "True" is looked for first.
  chooseNth: (_question, _response, nth) => (nth > 1 ? undefined : { kind: 'true_false', value: nth === 0 }),
};
