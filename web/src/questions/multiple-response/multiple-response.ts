import { inOptionOrder } from '../option-order.ts';
import type { QuestionUi } from '../question-kind.ts';
import { MultipleResponseInput } from './multiple-response-input.tsx';
import { MultipleResponseReview } from './multiple-response-review.tsx';
import { toggled } from './toggled.ts';

export const multipleResponse: QuestionUi<'multiple_response'> = {
  Input: MultipleResponseInput,
  Review: MultipleResponseReview,
  chooseNth: ({ options, id }, response, nth, seed) => {
    const option = inOptionOrder(options, seed, id)[nth];
    return option && toggled(response, option.id);
  },
};
