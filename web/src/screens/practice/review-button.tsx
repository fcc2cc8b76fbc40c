import { Trans } from '@lingui/react/macro';
import { Button } from '../../components/button.tsx';
import type { FreeOffer } from '../../data/queries/free-practice.ts';
import { Minutes } from '../../i18n/words.tsx';
import { useFreeStart } from './use-free-start.ts';

export const ReviewButton = ({ offer: { minutes, openAttemptId } }: { offer: FreeOffer }) => {
  const start = useFreeStart();
  return (
    <Button wide onClick={() => void start('review')}>
      {openAttemptId ? <Trans>Go on where you were</Trans> : <Trans>Review</Trans>} · <Minutes count={minutes} />
    </Button>
  );
};
