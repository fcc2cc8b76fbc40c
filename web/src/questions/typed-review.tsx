import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { AnswerMark } from './answer-mark.tsx';
import styles from './typed-review.module.css';

interface TypedReviewProps {
  /** What was typed; null when nothing was. */
  given: ReactNode;
  /** Null while the solution isn't known here. */
  right: boolean | null;
  /** What would have been right; shown unless exactly that was given. */
  solution: ReactNode;
  /** What else would have counted. */
  note?: ReactNode;
  lang?: string;
}

/** A typed answer, and the right one beside it. */
export const TypedReview = ({ given, right, solution, note, lang }: TypedReviewProps) => (
  <dl className={styles.pairs}>
    <div className={`${styles.pair} ${right === null ? '' : right ? styles.right : styles.wrong}`}>
      <dt>
        <Trans>You answered</Trans>
      </dt>
      <dd>
        <bdi lang={lang}>{given ?? <Trans>nothing</Trans>}</bdi>
        <AnswerMark chosen right={right} />
      </dd>
    </div>
    {solution && (
      <div className={styles.pair}>
        <dt>
          <Trans>Right answer</Trans>
        </dt>
        <dd>
          <bdi lang={lang}>{solution}</bdi>
          {note && <span className={styles.note}>{note}</span>}
        </dd>
      </div>
    )}
  </dl>
);
