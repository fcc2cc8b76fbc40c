import type { Question, QuestionKind } from '@hornbook/shared/content/pack.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import type { InputProps, ReviewProps } from './question-kind.ts';
import { responseTo, uiOf } from './question-uis.ts';

type AnyInputProps = Omit<InputProps<QuestionKind>, 'question' | 'response' | 'onChange'> & {
  question: Question;
  response: Response | null;
  onChange: (response: Response | null) => void;
};

/** Where a question of any kind is answered. */
export const QuestionInput = ({ question, response, ...rest }: AnyInputProps) => {
  const { Input } = uiOf(question);
  return <Input {...rest} question={question} response={responseTo(question, response)} />;
};

type AnyReviewProps = Omit<ReviewProps<QuestionKind>, 'question' | 'response'> & {
  question: Question;
  response: Response | null;
};

/** An answered question of any kind. */
export const QuestionReview = ({ question, response, ...rest }: AnyReviewProps) => {
  const { Review } = uiOf(question);
  return <Review {...rest} question={question} response={responseTo(question, response)} />;
};
