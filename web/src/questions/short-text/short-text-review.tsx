import { grade } from '@hornbook/shared/grading/grade.ts';
import { useLingui } from '@lingui/react/macro';
import type { ReviewProps } from '../question-kind.ts';
import { TypedReview } from '../typed-review.tsx';

export const ShortTextReview = ({ question, response, lang }: ReviewProps<'short_text'>) => {
  const { t, i18n } = useLingui();
  const { solution } = question;
  const given = response?.text ?? null;
  if (!solution) return <TypedReview given={given} right={null} solution={null} lang={lang} />;
  const graded = grade({ ...question, solution }, response);
  const [first, ...others] = solution.accept;
  const also = new Intl.ListFormat(i18n.locale, { type: 'disjunction' }).format(others.slice(0, 3));
  return (
    <TypedReview
      given={given}
      right={graded.kind === 'graded' && graded.correct}
      solution={first}
      note={others.length > 0 && t`Also right: ${also}`}
      lang={lang}
    />
  );
};
