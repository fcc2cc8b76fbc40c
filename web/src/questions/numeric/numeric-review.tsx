import { grade } from '@hornbook/shared/grading/grade.ts';
import { useLingui } from '@lingui/react/macro';
import type { ReviewProps } from '../question-kind.ts';
import { TypedReview } from '../typed-review.tsx';

export const NumericReview = ({ question, response }: ReviewProps<'numeric'>) => {
  const { t, i18n } = useLingui();
  const { solution, unit } = question;
  const withUnit = (text: string) => (unit ? `${text} ${unit}` : text);
  const number = (value: number) => i18n.number(value, { maximumSignificantDigits: 12 });
  if (!solution) return <TypedReview given={response?.text ?? null} right={null} solution={null} />;
  const graded = grade({ ...question, solution }, response);
  const { value, tolerance } = solution;
  const low = number(value - tolerance);
  const high = number(value + tolerance);
  return (
    <TypedReview
      given={response && withUnit(response.text)}
      right={graded.kind === 'graded' && graded.correct}
      solution={withUnit(number(value))}
      note={tolerance > 0 && t`From ${low} to ${high} counts as right.`}
    />
  );
};
