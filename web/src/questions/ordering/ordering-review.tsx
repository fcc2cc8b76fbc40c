import { inSequence } from '@hornbook/shared/grading/ordering.ts';
import { Trans } from '@lingui/react/macro';
import { HtmlBlock } from '../../components/html-block.tsx';
import { PartMark } from '../part-mark.tsx';
import type { ReviewProps } from '../question-kind.ts';
import styles from './ordering.module.css';
import { shownOrder } from './shown-order.ts';

/** The learner's order with what is out of place, and the right order below it. */
export const OrderingReview = ({ question, response, seed, lang, feedback }: ReviewProps<'ordering'>) => {
  const { options, solution } = question;
  const given = response ? shownOrder(question, response, seed) : [];
  const order = solution?.optionIds ?? [];
  const kept = inSequence(
    given.map(({ id }) => id),
    order,
  );
  const isRight = given.length > 0 && kept.size === order.length;
  return (
    <div className={styles.ordering}>
      {given.length === 0 ? (
        <p>
          <Trans>You left this open.</Trans>
        </p>
      ) : (
        <>
          <p className={styles.legend}>
            <Trans>Your answer</Trans>
          </p>
          <ol className={styles.items}>
            {given.map(({ id, html, feedbackHtml }, index) => {
              const right = solution ? kept.has(id) : null;
              const place = order.indexOf(id) + 1;
              const said = feedback === 'all' || (feedback === 'misjudged' && right === false);
              return (
                <li key={id} className={`${styles.item} ${right === null ? '' : right ? styles.right : styles.wrong}`}>
                  <span className={styles.position} aria-hidden="true">
                    {index + 1}
                  </span>
                  <span className={styles.words}>
                    <HtmlBlock html={html} lang={lang} inline />
                  </span>
                  <PartMark right={right}>
                    {right ? (
                      isRight ? (
                        <Trans>Right</Trans>
                      ) : (
                        <Trans>In order</Trans>
                      )
                    ) : (
                      <Trans>Not right: belongs at {place}</Trans>
                    )}
                  </PartMark>
                  {said && feedbackHtml && (
                    <div className={styles.feedback}>
                      <HtmlBlock html={feedbackHtml} lang={lang} />
                    </div>
                  )}
                </li>
              );
            })}
          </ol>
        </>
      )}
      {solution && !isRight && (
        <>
          <p className={styles.legend}>
            <Trans>Right order</Trans>
          </p>
          <ol className={styles.solution}>
            {order.map((id, index) => (
              <li key={id}>
                <span className={styles.position} aria-hidden="true">
                  {index + 1}
                </span>
                <HtmlBlock html={options.find((option) => option.id === id)?.html ?? ''} lang={lang} inline />
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
};
