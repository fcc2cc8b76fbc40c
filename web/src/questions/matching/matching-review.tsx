import { choiceOf, isRightChoice } from '@hornbook/shared/grading/matching.ts';
import { Trans } from '@lingui/react/macro';
import { HtmlBlock } from '../../components/html-block.tsx';
import { AnswerMark } from '../answer-mark.tsx';
import { inOptionOrder } from '../option-order.ts';
import type { ReviewProps } from '../question-kind.ts';
import styles from './matching.module.css';

/** Each pair as it was made, and what would have been right where it was not. */
export const MatchingReview = ({ question, response, seed, lang, feedback }: ReviewProps<'matching'>) => {
  const { solution } = question;
  const pairs = response?.pairs ?? [];
  const htmlOf = (choiceId: string | null | undefined) =>
    question.choices.find(({ id }) => id === choiceId)?.html ?? null;
  return (
    <ul className={styles.matching}>
      {inOptionOrder(question.options, seed, question.id).map(({ id, html, feedbackHtml }) => {
        const given = choiceOf(question, pairs, id);
        const right = solution && isRightChoice({ solution }, id, given);
        const answer = solution?.pairs.find(({ optionId }) => optionId === id)?.choiceId;
        const givenHtml = htmlOf(given);
        const answerHtml = htmlOf(answer);
        const said = feedback === 'all' || (feedback === 'misjudged' && right === false);
        return (
          <li
            key={id}
            className={`${styles.pair} ${right === null || (!right && given === null) ? '' : right ? styles.right : styles.wrong}`}
          >
            <span className={styles.words}>
              <HtmlBlock html={html} lang={lang} inline />
            </span>
            <span className={styles.answers}>
              <span className={styles.answer}>
                {givenHtml === null ? <Trans>left open</Trans> : <HtmlBlock html={givenHtml} lang={lang} inline />}
                {given !== null && <AnswerMark chosen right={right} />}
              </span>
              {right === false && answerHtml !== null && (
                <span className={styles.answer}>
                  <HtmlBlock html={answerHtml} lang={lang} inline />
                  <AnswerMark chosen={false} right />
                </span>
              )}
            </span>
            {said && feedbackHtml && (
              <div className={styles.feedback}>
                <HtmlBlock html={feedbackHtml} lang={lang} />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
};
