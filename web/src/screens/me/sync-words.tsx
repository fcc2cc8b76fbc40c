import { Plural, Trans } from '@lingui/react/macro';
import { useKeepsNothing } from '../../data/connections.ts';
import type { SyncStatus } from '../../data/queries/sync-status.ts';

/** How things stand between this device and the service, in one sentence. */
export const SyncWords = ({ status }: { status: SyncStatus }) => {
  const { waiting, needAttention, phase, claimed, refusal } = status;
  if (useKeepsNothing()) return <Trans>Nothing is kept or sent: this browser does not allow it</Trans>;
  if (needAttention > 0) return <Plural value={needAttention} one="# thing needs you" other="# things need you" />;
  if (refusal) return <Trans>Nothing is sent from this device any more; all of it is kept here</Trans>;
  if (phase === 'signed-out') return <Trans>Nothing is sent until you sign in again; all of it is kept here</Trans>;
  if (waiting > 0 && phase === 'sending')
    return <Plural value={waiting} one="Sending # thing" other="Sending # things" />;
  if (waiting > 0)
    return (
      <Plural
        value={waiting}
        one="# thing will be sent when there is a connection"
        other="# things will be sent when there is a connection"
      />
    );
  return claimed ? <Trans>Everything has been sent</Trans> : <Trans>Everything is saved on this device</Trans>;
};
