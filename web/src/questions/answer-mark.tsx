import { Trans } from '@lingui/react/macro';
import { Icon } from '../components/icon.tsx';
import styles from './answer-mark.module.css';

interface AnswerMarkProps {
  /** The learner gave this answer. */
  chosen: boolean;
  /** Null while the solution isn't known here. */
  right: boolean | null;
}

/** Says of an answer, by sign and word and colour, whether it is the learner's and whether it is right. */
export const AnswerMark = ({ chosen, right }: AnswerMarkProps) => {
  if (right === null)
    return chosen ? (
      <span className={styles.mark}>
        <Trans>Your answer</Trans>
      </span>
    ) : null;
  if (right)
    return (
      <span className={`${styles.mark} ${styles.right}`}>
        <Icon name="check" />
        {chosen ? <Trans>Your answer: right</Trans> : <Trans>Right</Trans>}
      </span>
    );
  return chosen ? (
    <span className={`${styles.mark} ${styles.wrong}`}>
      <Icon name="cross" />
      <Trans>Your answer: not right</Trans>
    </span>
  ) : null;
};
