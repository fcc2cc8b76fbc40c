import { askToKeep } from '../data/ask-to-keep.ts';
import { now } from '../data/clock.ts';
import { connect, useConnectionState } from '../data/connections.ts';
import { runDownloads } from '../data/downloads/run-downloads.ts';
import type { Connections } from '../data/open-databases.ts';
import { probeDatabases } from '../data/probe-databases.ts';
import { useSyncActivity } from '../ui-state/sync-status.ts';
import { askForBackgroundSync, DOWNLOADS_TAG, OUTBOX_TAG } from './background-sync.ts';
import { lead } from './leader.ts';
import { noteWhoIsHere } from './note-who-is-here.ts';
import type { Report } from './report.ts';
import type { LeadingTab } from './sync-as-leader.ts';
import { untilLoaded } from './until-loaded.ts';

/** Without any sign, good or bad, for this long, something hangs: begin anew. */
const WATCHDOG_MS = 120_000;
const LAST_REQUESTS_MS = 4_000;
/** A newcomer's first texts come before the first meeting with the service, but not for longer than this. */
const TEXTS_FIRST_MS = 8_000;
const FIRST_SCREEN_MS = 1_000;

const report: Report = (activity) => useSyncActivity.setState(activity);

interface Turn {
  connections: Connections;
  controller: AbortController;
  leading: LeadingTab | null;
  hurryDownloads: () => void;
  lastSignAt: number;
}

let turn: Turn | null = null;

/** What the page of an address is about: a course, and the lesson or activity in it that is shown. */
const lookedAt = (path: string): { course: string; about: string | undefined } | undefined => {
  const [, course, about] = /^\/(?:learn|play)\/([^/]+)(?:\/(?:lessons\/)?([^/]+))?/.exec(path) ?? [];
  return course ? { course, about } : undefined;
};

/** Begins to sync, or to wait for the turn, for the learner whose databases are open. */
const begin = (connections: Connections): void => {
  if (turn?.connections === connections) return;
  turn?.controller.abort();
  turn = null;
  const controller = new AbortController();
  const mine: Turn = { connections, controller, leading: null, hurryDownloads: () => {}, lastSignAt: now() };
  turn = mine;
  const firstTexts = new Promise<void>((resolve) => {
    const download: Parameters<typeof lead>[1] = (signal) =>
      runDownloads(connections, signal, {
        onRunning: (hurry) => {
          mine.hurryDownloads = hurry;
        },
        onFirstRound: resolve,
        looked: lookedAt(location.pathname),
        letShow: () => new Promise((shown) => setTimeout(shown, FIRST_SCREEN_MS)),
      });
    lead('downloads', download, controller.signal).catch(() => resolve());
    // Another tab may be the one that downloads.
    setTimeout(resolve, TEXTS_FIRST_MS);
  });
  if (!connections.kept) {
    // Whoever this is will be forgotten with the page: the service need not hear of them.
    report({ phase: 'idle', trouble: null, nextTryAt: null });
    return;
  }
  if (connections.device.signedOut) {
    report({ phase: 'signed-out', trouble: null, nextTryAt: null });
    return;
  }
  noteWhoIsHere(connections, controller.signal);
  report({ phase: 'elsewhere', trouble: null, nextTryAt: null });
  const onSign = () => {
    mine.lastSignAt = now();
  };
  // What ended the turn (another learner, a hidden page) has already begun what comes next.
  const ownReport: Report = (activity) => {
    if (turn === mine) report(activity);
  };
  const meet = async () => {
    // Of a learner the service has not met there is nothing to fetch: the first screen has the link to itself.
    if (!connections.device.claimed) await firstTexts;
    const { syncAsLeader } = await untilLoaded(() => import('./sync-as-leader.ts'));
    await lead(
      connections.device.learnerId,
      (signal) =>
        syncAsLeader({ connections, report: ownReport, onSign }, signal, (tab) => {
          mine.leading = tab;
        }),
      controller.signal,
    );
  };
  meet().catch(() => ownReport({ phase: 'unreachable', trouble: 'storage' }));
};

const end = (which: Turn): void => {
  which.controller.abort();
  if (turn === which) turn = null;
};

/** The page is hidden: what waits goes now, and the turn goes to a tab that is looked at. */
const leave = async (forGood = false): Promise<void> => {
  const mine = turn;
  if (!mine) return;
  const { learner, catalogue } = mine.connections;
  const lastRequests = mine.leading?.leave().catch(() => undefined);
  const waiting = await learner.outbox.count().catch(() => 0);
  if (waiting > 0) void askForBackgroundSync(OUTBOX_TAG);
  const wanted = await catalogue.reasons
    .where('status')
    .equals('wanted')
    .count()
    .catch(() => 0);
  if (wanted > 0) void askForBackgroundSync(DOWNLOADS_TAG);
  if (lastRequests) {
    await Promise.race([lastRequests, new Promise((resolve) => setTimeout(resolve, LAST_REQUESTS_MS))]);
  }
  if (forGood || document.visibilityState === 'hidden') end(mine);
};

let carrying: AbortController | null = null;

/** What waits for those who are not here goes too, as long as a tab is looked at. */
const carry = (): void => {
  const state = useConnectionState.getState();
  const wanted =
    document.visibilityState === 'visible' &&
    (state.kind === 'locked' || (state.kind === 'open' && state.connections.shared && state.connections.kept));
  if (!wanted) {
    carrying?.abort();
    carrying = null;
    return;
  }
  if (carrying) return;
  const mine = new AbortController();
  carrying = mine;
  void untilLoaded(() => import('./courier.ts')).then(({ carryForOthers }) => carryForOthers(mine.signal));
};

/** What earlier visits left to be folded. A first one has nothing of the kind, and shows its screen first. */
const fold = async (shown: Promise<void>): Promise<void> => {
  const connections = await connect();
  await shown;
  const { foldStaleAttempts } = await untilLoaded(() => import('../data/folds.ts'));
  await foldStaleAttempts(connections);
};

/**
 * Called once by the app. Only tabs that are looked at take part; a hidden one sends what it has and steps back. `shown`: until the
 * first screen shows what it is about.
 */
export const startSync = (shown: Promise<void>): void => {
  const resume = () => {
    connect()
      .then((connections) => {
        if (turn?.connections !== connections) {
          begin(connections);
          return;
        }
        void probeDatabases(connections).catch(() => undefined);
        turn.leading?.hurry();
        turn.hurryDownloads();
      })
      .catch(() => undefined);
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') resume();
    else void leave();
    carry();
  });
  // A page in the back-forward cache must not hold the turn.
  addEventListener('pagehide', () => {
    if (turn) end(turn);
  });
  addEventListener('pageshow', resume);
  addEventListener('online', resume);
  // Browsers promise most readily to keep what an installed app holds.
  addEventListener('appinstalled', () => void askToKeep({ wanted: true }).catch(() => undefined));
  // Another learner's databases were opened, or the learner signed out or in; or nobody is here any more.
  useConnectionState.subscribe((state) => {
    if (document.visibilityState !== 'visible') return;
    if (state.kind === 'open') begin(state.connections);
    else if (state.kind === 'locked') void leave(true);
    carry();
  });
  setInterval(() => {
    if (turn?.leading && now() - turn.lastSignAt > WATCHDOG_MS) {
      const { connections } = turn;
      end(turn);
      begin(connections);
    }
  }, 30_000);
  fold(shown).catch(() => undefined);
  if (document.visibilityState === 'visible') resume();
  carry();
};
