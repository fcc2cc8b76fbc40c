import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import styles from './speak.module.css';
import { type TakeKept, useTakeKeeper } from './take-keeper.ts';

/** Where the sound of a take goes. */
export const KeptWords = ({ outcome }: { outcome: TakeKept | null }) => {
  const keeper = useTakeKeeper();
  return (
    <p className={styles.quiet}>
      {outcome === 'full' ? (
        <Trans>
          There is no more room among your recordings, so this one was not kept. What we heard counts all the same.{' '}
          <Link href="/practice/speak">Make room</Link>
        </Trans>
      ) : outcome === 'no-room' ? (
        <Trans>There was no room to keep this recording. What we heard counts all the same.</Trans>
      ) : outcome === 'not-kept' ? (
        <Trans>This recording could not be kept. What we heard counts all the same.</Trans>
      ) : !keeper ? (
        <Trans>Your voice stays on this device: only what we heard is kept.</Trans>
      ) : keeper.isSent ? (
        <Trans>Your recordings are kept, and sent to the service as you agreed.</Trans>
      ) : (
        <Trans>Your recordings are kept on this device and go nowhere else.</Trans>
      )}
    </p>
  );
};
