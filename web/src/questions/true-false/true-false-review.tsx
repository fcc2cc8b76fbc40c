import { useLingui } from '@lingui/react/macro';
import { ChoiceReview } from '../choice-review.tsx';
import type { ReviewProps } from '../question-kind.ts';

export const TrueFalseReview = ({ question, response, seed, ...rest }: ReviewProps<'true_false'>) => {
  const { t } = useLingui();
  const { solution, feedbackHtml } = question;
  const choice = (value: boolean, text: string) => ({
    id: String(value),
    text,
    chosen: response?.value === value,
    right: solution && solution.value === value,
    feedbackHtml: feedbackHtml[value ? 'true' : 'false'],
  });
  return <ChoiceReview {...rest} several={false} choices={[choice(true, t`True`), choice(false, t`False`)]} />;
};
