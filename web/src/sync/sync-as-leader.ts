import { liveQuery } from 'dexie';
import { now } from '../data/clock.ts';
import { countUnread, foldStaleAttempts } from '../data/folds.ts';
import type { Connections } from '../data/open-databases.ts';
import { scopeOf } from '../data/service/learner-scope.ts';
import { startDailyDigest } from './daily-digest.ts';
import { debounced } from './debounced.ts';
import { startDelivering } from './delivering.ts';
import { startFiles } from './files.ts';
import { makeEngine } from './make-engine.ts';
import { startPulling } from './pulling.ts';
import { startPushing } from './pushing.ts';
import { type Contact, type Report, troubleOf } from './report.ts';
import { sessionMinter } from './session.ts';

/** Long enough to take a few writes together, short enough that nobody waits. */
const AFTER_WRITE_MS = 300;
const FOLD_MS = 150;

export interface LeaderOptions {
  connections: Connections;
  report: Report;
  /** Whatever came of it, something did: the watchdog is content. */
  onSign: () => void;
}

/** What the shell asks of a leading tab. */
export interface LeadingTab {
  /** The network may be back, or the page is looked at again. */
  hurry: () => void;
  /** The page is being hidden: sends everything, also what was held back, in requests that outlive it. */
  leave: () => Promise<void>;
}

/** Everything a leading tab does, until the signal ends it. */
export const syncAsLeader = async (
  { connections, report, onSign }: LeaderOptions,
  signal: AbortSignal,
  onLeading: (tab: LeadingTab | null) => void,
): Promise<void> => {
  let leaving = false;
  const met = { push: 'reached' as Contact, pull: 'reached' as Contact };
  /** When one of the two reaches the service, the other need not wait out its pause. */
  const noteContact = (by: 'push' | 'pull', contact: Contact) => {
    onSign();
    report({ trouble: troubleOf(contact) });
    const other = by === 'push' ? 'pull' : 'push';
    met[by] = contact;
    if (contact !== 'reached' || met[other] === 'reached') return;
    met[other] = 'reached';
    delivering.hurry();
    files.hurry();
    if (other === 'pull') pulling.restart();
    else pushing.wake({ now: true });
  };
  const engine = makeEngine(connections, {
    leaving: () => leaving,
    signal,
    onContact: (contact) => noteContact('push', contact),
  });
  const mintSession = sessionMinter(connections.device, report, signal);
  if (connections.device.cameFrom?.length)
    void import('../data/go-on-as.ts').then(({ bringLeftovers }) => bringLeftovers(connections.device)).catch(() => {});
  const fold = debounced(FOLD_MS, () => foldStaleAttempts(connections).catch(() => undefined));
  const scope = await scopeOf(connections.device.learnerId);
  report({ phase: 'idle', trouble: null, nextTryAt: null });

  const pushing = startPushing(engine, mintSession, report, now);
  const pulling = startPulling({
    engine,
    url: new URL('/sync/shape', location.origin).href,
    scope,
    claimed: () => connections.device.claimed,
    mintSession,
    report,
    onContact: (contact) => noteContact('pull', contact),
    random: Math.random,
  });

  const delivering = startDelivering(connections, signal);
  // Files come and go after all rows, by a script of its own that is loaded when there are any.
  const files = startFiles(connections, signal, async () => (await mintSession()).kind === 'ready');
  const stopDigest = startDailyDigest({ connections, engine, signal, onPass: () => pulling.restart() });

  // Dexie tells of changes in every tab, so this tab sends what another one wrote.
  const wake = debounced(AFTER_WRITE_MS, () => pushing.wake());
  let lastRev = -1;
  const watches = [
    liveQuery(async () => (await connections.learner.syncState.get('state'))?.rev ?? 0).subscribe({
      next: (rev) => {
        if (rev === lastRev) return;
        lastRev = rev;
        wake.call();
      },
      error: () => report({ trouble: 'storage' }),
    }),
    liveQuery(() => countUnread(connections.learner)).subscribe({
      next: (stale) => stale > 0 && fold.call(),
    }),
  ];
  onLeading({
    hurry: () => {
      leaving = false;
      // Asked for, so nothing is held back any longer.
      void engine
        .release()
        .catch(() => report({ trouble: 'storage' }))
        .then(() => pushing.wake({ now: true }));
      pulling.restart();
      delivering.hurry();
      files.hurry();
    },
    leave: async () => {
      leaving = true;
      await engine.release();
      await pushing.drain();
    },
  });

  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  onLeading(null);
  for (const watch of watches) watch.unsubscribe();
  for (const timer of [wake, fold]) timer.cancel();
  stopDigest();
  delivering.stop();
  pushing.stop();
  pulling.stop();
};
