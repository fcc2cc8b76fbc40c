import { Trans } from '@lingui/react/macro';
import { Button } from '../../components/button.tsx';
import type { FreeOffer } from '../../data/queries/free-practice.ts';
import { Minutes } from '../../i18n/words.tsx';
import { useFreeStart } from './use-free-start.ts';

/** About two questions a minute. */
const minutesFor = (questions: number): number => Math.max(1, Math.ceil(questions / 2));

export const ReviewButton = ({ offer: { questions, openAttemptId } }: { offer: FreeOffer }) => {
  const start = useFreeStart();
  return (
    <Button look="accent" wide onClick={() => void start('review')}>
      {openAttemptId ? <Trans>Go on where you were</Trans> : <Trans>Review</Trans>} ·{' '}
      <Minutes count={minutesFor(questions)} />
    </Button>
  );
};
