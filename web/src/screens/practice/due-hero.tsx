import type { DueReviews } from '@hornbook/shared/learning/due-reviews.ts';
import { Plural, Trans } from '@lingui/react/macro';
import { Card } from '../../components/card.tsx';
import type { FreeOffer } from '../../data/queries/free-practice.ts';
import styles from './practice.module.css';
import { ReviewButton } from './review-button.tsx';

/** After a break: how much waits is said once, and that it need not be done at once. */
const CatchUp = ({ due: { waiting, perDay, days } }: { due: DueReviews }) => (
  <Trans>
    {waiting} questions wait, and none of them is lost: at {perDay} a day you are through in {days} days. The ones you
    are closest to forgetting come first.
  </Trans>
);

/** Today's reviews: what is due now, the weakest first. */
export const DueHero = ({ due, offer }: { due: DueReviews; offer: FreeOffer }) => {
  const { today, days, done, waiting } = due;
  const count = today.length;
  const rest = waiting - count;
  if (count === 0) {
    return (
      <Card hero kicker={<Trans>Today’s share is done</Trans>}>
        <h2 className={styles.headline}>
          <Plural value={done} one="# question reviewed" other="# questions reviewed" />
        </h2>
        <p className={styles.quiet}>
          <Plural
            value={rest}
            one="# more waits, and tomorrow is soon enough for it."
            other="# more wait, and tomorrow is soon enough for the next ones."
          />
        </p>
      </Card>
    );
  }
  return (
    <Card hero kicker={days > 1 ? <Trans>One step at a time</Trans> : <Trans>Due today</Trans>}>
      <h2 className={styles.headline}>
        <Plural value={count} one="# question, before it fades" other="# questions, weakest first" />
      </h2>
      <p className={styles.quiet}>
        {days > 1 ? <CatchUp due={due} /> : <Trans>Looking again just before it fades is what makes it last.</Trans>}
        {done > 0 && (
          <>
            {' '}
            <Plural value={done} one="# done today." other="# done today." />
          </>
        )}
      </p>
      <ReviewButton offer={offer} />
    </Card>
  );
};
