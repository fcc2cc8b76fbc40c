import { grade } from '@hornbook/shared/grading/grade.ts';
import { Trans } from '@lingui/react/macro';
import { AnswerMark } from '../answer-mark.tsx';
import { PartMark } from '../part-mark.tsx';
import type { ReviewProps } from '../question-kind.ts';
import styles from './code.module.css';

/** A program that was handed in, and the author's own beside it. */
export const CodeReview = ({ question, response }: ReviewProps<'code'>) => {
  const { solution } = question;
  const graded = solution && grade({ ...question, solution }, response);
  const right = graded?.kind === 'graded' ? graded.correct : solution ? false : null;
  return (
    <div className={styles.code}>
      <p>{response ? <AnswerMark chosen right={right} /> : <Trans>left open</Trans>}</p>
      {response && (
        <pre className={styles.listing} dir="ltr">
          <code>{response.source}</code>
        </pre>
      )}
      {solution && response?.run && (
        <ul className={styles.tests}>
          {response.run.tests.map(({ id, name, status }) => (
            <li key={id}>
              <bdi dir="ltr">{name}</bdi>
              <PartMark right={status === 'passed'}>
                {status === 'passed' ? <Trans>Right</Trans> : <Trans>Not right</Trans>}
              </PartMark>
            </li>
          ))}
        </ul>
      )}
      {solution && (
        <details>
          <summary>
            <Trans>Right answer, one of many</Trans>
          </summary>
          <pre className={styles.listing} dir="ltr">
            <code>{solution.source}</code>
          </pre>
        </details>
      )}
    </div>
  );
};
