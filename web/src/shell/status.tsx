import { Plural, Trans } from '@lingui/react/macro';
import { StatusChip, Where } from '../components/status-chip.tsx';
import { useConnectionState, useKeepsNothing } from '../data/connections.ts';
import { useSyncStatus } from '../data/queries/sync-status.ts';
import { deviceKind } from './device-kind.ts';

const href = '/me/sync';

const SavedHere = () => {
  switch (deviceKind()) {
    case 'phone':
      return (
        <Trans>
          Saved<Where> on this phone</Where>
        </Trans>
      );
    case 'tablet':
      return (
        <Trans>
          Saved<Where> on this tablet</Where>
        </Trans>
      );
    default:
      return (
        <Trans>
          Saved<Where> on this computer</Where>
        </Trans>
      );
  }
};

/** Where the learner's work is, on every screen. It never says saved of what is not. */
export const Status = () => {
  const status = useSyncStatus();
  const failed = useConnectionState(({ kind }) => kind === 'failed');
  const { waiting = 0, held = 0, needAttention = 0, phase, refusal } = status ?? {};
  if (useKeepsNothing())
    return (
      <StatusChip state="attention" href={href}>
        <Trans>Not kept</Trans>
      </StatusChip>
    );
  if (needAttention > 0 || refusal || failed)
    return (
      <StatusChip state="attention" href={href}>
        <Trans>Needs you</Trans>
      </StatusChip>
    );
  if (waiting > held && (phase === 'sending' || phase === 'receiving'))
    return (
      <StatusChip state="sending" href={href}>
        <Plural value={waiting} one="Sending #" other="Sending #" />
      </StatusChip>
    );
  if (status?.claimed && waiting === 0)
    return (
      <StatusChip state="saved" href={href}>
        <Trans>
          Saved<Where> and sent</Where>
        </Trans>
      </StatusChip>
    );
  return (
    <StatusChip state="saved" href={href} count={waiting || undefined}>
      <SavedHere />
      {waiting > 0 && (
        <span className="visually-hidden">
          , <Plural value={waiting} one="# thing to send" other="# things to send" />
        </span>
      )}
    </StatusChip>
  );
};
