import type { GapSolution, Question } from '@hornbook/shared/content/pack.ts';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { HtmlBlock } from '../../../components/html-block.tsx';
import { letter, lettersOf } from './letters.ts';
import styles from './worksheet.module.css';

/** What is right, by the letters and numbers of the sheet; null where only the service knows. */
const rightOf = (question: Question): ReactNode => {
  switch (question.kind) {
    case 'multiple_choice':
      return question.solution && lettersOf(question.options, [question.solution.optionId]).join('');
    case 'multiple_response':
      return question.solution && lettersOf(question.options, question.solution.optionIds).sort().join(', ');
    case 'true_false':
      return question.solution && (question.solution.value ? <Trans>True</Trans> : <Trans>False</Trans>);
    case 'numeric':
      return question.solution && `${question.solution.value}${question.unit ? ` ${question.unit}` : ''}`;
    case 'short_text':
      return question.solution?.accept[0];
    case 'ordering':
      return question.solution && lettersOf(question.options, question.solution.optionIds).join(', ');
    case 'matching': {
      const { options, choices, solution } = question;
      return (
        solution &&
        options
          .flatMap(({ id }, index) => {
            const choiceId = solution.pairs.find(({ optionId }) => optionId === id)?.choiceId;
            const place = choices.findIndex((choice) => choice.id === choiceId);
            return place < 0 ? [] : `${letter(index)} ${place + 1}`;
          })
          .join(', ')
      );
    }
    case 'cloze': {
      const { gaps, solution } = question;
      const said = (gap: GapSolution): string => {
        if (gap.kind === 'text') return gap.accept[0] ?? '';
        if (gap.kind === 'number') return String(gap.value);
        const asked = gaps.find(({ id }) => id === gap.id);
        return asked?.kind === 'choice' ? lettersOf(asked.options, [gap.optionId]).join('') : '';
      };
      return (
        solution &&
        gaps
          .flatMap(({ id }, index) => {
            const gap = solution.gaps.find((one) => one.id === id);
            return gap ? `(${index + 1}) ${said(gap)}` : [];
          })
          .join(', ')
      );
    }
    case 'code':
      return question.solution && <pre className={styles.code}>{question.solution.source}</pre>;
    case 'speak':
      return question.solution?.text ?? null;
  }
};

/** The answer to a question of the sheet, with what explains it. A test that the service grades keeps its answers there. */
export const PrintedAnswer = ({ question, lang }: { question: Question; lang: string }) => {
  const right = rightOf(question);
  return (
    <li className={styles.question}>
      {right === null || right === undefined ? (
        <p>
          <Trans>The service grades this one: its answer is not printed.</Trans>
        </p>
      ) : (
        <div className={styles.right} lang={lang}>
          {right}
        </div>
      )}
      {question.explanationHtml && <HtmlBlock html={question.explanationHtml} lang={lang} />}
    </li>
  );
};
