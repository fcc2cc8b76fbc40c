import { liveQuery } from 'dexie';
import { keepTraffic } from '../downloads/traffic.ts';
import type { Connections } from '../open-databases.ts';
import { fetchWanted } from './fetch-wanted.ts';
import { followConsent, unsettledRecordings } from './follow-consent.ts';
import { offerAgainAfterRestore, sendWaiting } from './send-waiting.ts';
import { unknownCopies, wantCopies } from './want-copies.ts';

const PAUSE_MS = { first: 1_000, longest: 60_000 };
/** A session that is refused is asked for again after this long. */
const REFUSED_MS = 60_000;
/** So often it is looked whether another device has sent by now what is wanted here. */
const LOOK_AGAIN_MS = 20_000;

/** Gets a session; false where there is none to be had now. */
type MintSession = () => Promise<boolean>;

/** Brings what was asked for and sends what waits, whenever there is any, until the signal ends; both go on after any cut. */
export const runBlobs = (connections: Connections, signal: AbortSignal, mintSession: MintSession) => {
  const { learner, catalogue, device } = connections;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRunning = false;
  let isWoken = false;

  const later = (ms: number) => {
    clearTimeout(timer);
    if (!signal.aborted) timer = setTimeout(hurry, ms);
  };
  const run = async (): Promise<void> => {
    // Nothing can be asked for before the service knows this device.
    if (!device.claimed) return;
    await followConsent(connections);
    await wantCopies(learner);
    for (const work of [fetchWanted, sendWaiting]) {
      let outcome = await work(connections, signal);
      await keepTraffic(catalogue);
      if (outcome.kind === 'unauthorised' && (await mintSession())) outcome = await work(connections, signal);
      switch (outcome.kind) {
        case 'done':
        case 'paused':
          failures = 0;
          break;
        case 'missing':
          later(LOOK_AGAIN_MS);
          break;
        case 'unauthorised':
          later(REFUSED_MS);
          return;
        case 'unreachable': {
          const backoff = Math.min(PAUSE_MS.longest, PAUSE_MS.first * 2 ** failures) * (0.5 + Math.random() / 2);
          failures = Math.min(failures + 1, 10);
          later(Math.max(outcome.retryAfterMs ?? 0, backoff));
          return;
        }
      }
    }
  };
  const hurry = (): void => {
    if (signal.aborted) return;
    if (isRunning) {
      isWoken = true;
      return;
    }
    clearTimeout(timer);
    isRunning = true;
    run()
      // The browser's storage failed under it; it may be back by the next time.
      .catch(() => later(PAUSE_MS.longest))
      .finally(() => {
        isRunning = false;
        if (isWoken) {
          isWoken = false;
          hurry();
        }
      });
  };
  const wake = () => {
    failures = 0;
    hurry();
  };
  void offerAgainAfterRestore(connections).catch(() => undefined);
  // New wishes, and the moment when the last row has gone.
  const work = async () => {
    const [copies, unsettled, waiting, wanted, rows] = await Promise.all([
      unknownCopies(learner),
      unsettledRecordings(learner),
      learner.blobs.where('upload').equals('waiting').primaryKeys(),
      learner.blobs.where('download').equals('wanted').primaryKeys(),
      learner.outbox.count(),
    ]);
    return [
      rows > 0 ? 'rows' : '',
      ...waiting,
      '',
      ...wanted,
      '',
      ...copies,
      '',
      ...unsettled.map(({ id }) => id),
    ].join();
  };
  const watch = liveQuery(work).subscribe({ next: (found) => found.length > 4 && hurry(), error: () => undefined });
  signal.addEventListener(
    'abort',
    () => {
      clearTimeout(timer);
      watch.unsubscribe();
    },
    { once: true },
  );
  return { hurry: wake };
};
