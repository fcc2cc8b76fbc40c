import { ChoiceReview } from '../choice-review.tsx';
import { inOptionOrder } from '../option-order.ts';
import type { ReviewProps } from '../question-kind.ts';

export const MultipleResponseReview = ({ question, response, seed, ...rest }: ReviewProps<'multiple_response'>) => {
  const { solution } = question;
  return (
    <ChoiceReview
      {...rest}
      several
      choices={inOptionOrder(question.options, seed, question.id).map((option) => ({
        ...option,
        chosen: response?.optionIds.includes(option.id) ?? false,
        right: solution === null ? null : solution.optionIds.includes(option.id),
      }))}
    />
  );
};
