import { ChoiceReview } from '../choice-review.tsx';
import { inOptionOrder } from '../option-order.ts';
import type { ReviewProps } from '../question-kind.ts';

export const MultipleChoiceReview = ({ question, response, seed, ...rest }: ReviewProps<'multiple_choice'>) => (
  <ChoiceReview
    {...rest}
    several={false}
    choices={inOptionOrder(question.options, seed, question.id).map((option) => ({
      ...option,
      chosen: option.id === response?.optionId,
      right: question.solution && option.id === question.solution.optionId,
    }))}
  />
);
