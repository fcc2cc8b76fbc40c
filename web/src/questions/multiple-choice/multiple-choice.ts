import { inOptionOrder } from '../option-order.ts';
import type { QuestionUi } from '../question-kind.ts';
import { MultipleChoiceInput } from './multiple-choice-input.tsx';
import { MultipleChoiceReview } from './multiple-choice-review.tsx';

export const multipleChoice: QuestionUi<'multiple_choice'> = {
  Input: MultipleChoiceInput,
  Review: MultipleChoiceReview,
  chooseNth: ({ options, id }, _response, nth, seed) => {
    const option = inOptionOrder(options, seed, id)[nth];
    return option && { kind: 'multiple_choice', optionId: option.id };
  },
};
