import { Trans } from '@lingui/react/macro';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { signIn } from '../../data/commands/link-devices.ts';
import type { SyncStatus } from '../../data/queries/sync-status.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { sendNow } from '../../ui-state/send-now.ts';
import styles from './me.module.css';
import { RemoveErased } from './remove-erased.tsx';
import { SyncWords } from './sync-words.tsx';

/** Why the last try did not work, in words that say whether anything is to be done. */
const Trouble = ({ trouble }: { trouble: SyncStatus['trouble'] }) => {
  switch (trouble) {
    case null:
      return null;
    case 'offline':
      return <Trans>No connection to Hornbook right now. That is fine: it goes on by itself.</Trans>;
    case 'not-our-server':
      return (
        <Trans>The network answers in place of Hornbook; perhaps it wants you to sign in to its Wi-Fi first.</Trans>
      );
    case 'server-busy':
      return <Trans>The service is busy or being looked after. It is tried again in a while.</Trans>;
    case 'refused':
      return <Trans>The service did not accept this device. Nothing is lost; everything stays here.</Trans>;
    case 'storage':
      return <Trans>This device could not store what came. Make some room, then it goes on.</Trans>;
  }
};

/** The service no longer lets this device in: what that means for what is here, and the way back. */
const NotLetIn = ({ refusal }: { refusal: NonNullable<SyncStatus['refusal']> }) => (
  <>
    <p>
      {refusal === 'revoked' ? (
        <Trans>
          This device was signed out from another one. What you did here stays here: you can read it, go on learning and
          save a copy. It is not sent until you add this device again with a code from a device that is still signed in.
        </Trans>
      ) : refusal === 'gone' ? (
        <Trans>
          What the service held of you was erased. What you did here is still on this device, and you can save a copy of
          it; nothing is sent any more.
        </Trans>
      ) : (
        <Trans>
          The service knows you by other devices than this one. What you did here stays here, and is sent once you add
          this device with a code from one of them.
        </Trans>
      )}
    </p>
    {refusal === 'gone' && <RemoveErased />}
    {refusal !== 'gone' && (
      <ButtonLink href="/join">
        <Trans>Add this device again</Trans>
      </ButtonLink>
    )}
  </>
);

export const SyncSummary = ({ status }: { status: SyncStatus }) => {
  const { dayAndTime } = useFormat();
  const { lastContactAt, nextTryAt, phase, refusal } = status;
  const trouble = refusal ? null : status.trouble;
  return (
    <Card hero kicker={<Trans>Right now</Trans>}>
      <h2>
        <SyncWords status={status} />
      </h2>
      <p className={styles.quiet}>
        {lastContactAt === null ? (
          <Trans>This device has not been in touch with the service yet.</Trans>
        ) : (
          <Trans>Last in touch: {dayAndTime(lastContactAt)}</Trans>
        )}
      </p>
      {trouble && (
        <p>
          <Trouble trouble={trouble} />
        </p>
      )}
      {trouble && nextTryAt !== null && phase !== 'signed-out' && (
        <p className={styles.quiet}>
          <Trans>Next try: {dayAndTime(nextTryAt)}</Trans>
        </p>
      )}
      {refusal ? (
        <NotLetIn refusal={refusal} />
      ) : phase === 'signed-out' ? (
        <Button onClick={() => void signIn()}>
          <Trans>Sign in again</Trans>
        </Button>
      ) : (
        <Button look="quiet" icon="send" disabled={phase === 'sending'} onClick={sendNow}>
          <Trans>Send now</Trans>
        </Button>
      )}
    </Card>
  );
};
