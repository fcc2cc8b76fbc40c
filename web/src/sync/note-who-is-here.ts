import { liveQuery } from 'dexie';
import { now } from '../data/clock.ts';
import type { Connections } from '../data/connections.ts';
import { keepNote, lookForLoss } from '../data/was-here.ts';

/**
 * Looks first whether somebody's work was lost here; then keeps the note of who is here and of how much is not sent, by
 * which a loss would be known. Kept as things change: a page that is killed says no goodbye. A store that is cleared under an
 * open page comes back empty at the next question, and has nothing to say of what was in it.
 */
export const noteWhoIsHere = ({ learner, device }: Connections, signal: AbortSignal): void => {
  const keep = async () => {
    const [waiting, profile, state] = await Promise.all([
      learner.outbox.count(),
      learner.rows('profile').get('me'),
      learner.syncState.get('state'),
    ]);
    return { unsent: waiting, name: profile?.displayName ?? '', replicaId: state?.replicaId };
  };
  let opened: string | undefined;
  const watch = () => {
    if (signal.aborted) return;
    const watching = liveQuery(keep).subscribe({
      next: ({ unsent, name, replicaId }) => {
        opened ??= replicaId;
        if (replicaId === undefined || replicaId !== opened) return;
        // Of somebody who did nothing yet there is nothing to lose.
        if (device.claimed || unsent > 0) keepNote({ learnerId: device.learnerId, name, unsent, at: now() });
      },
      error: () => undefined,
    });
    signal.addEventListener('abort', () => watching.unsubscribe(), { once: true });
  };
  void lookForLoss(device).then(watch, watch);
};
