import { liveQuery } from 'dexie';
import type { DownloadReason } from '../catalogue-database.ts';
import { now } from '../clock.ts';
import type { Connections } from '../open-databases.ts';
import { fetchMissingFacts } from './fetch-missing-facts.ts';
import { fetchReason } from './fetch-reason.ts';
import { refreshCatalogue } from './refresh-catalogue.ts';

const CATALOGUE_EVERY_MS = 60 * 60_000;
const PAUSE_MS = { first: 2_000, longest: 120_000 };

const urgency: Record<DownloadReason['origin'], number> = { asked: 0, enrolled: 1, 'first-visit': 2 };

/** What to fetch next: what the learner asked for goes before what the app thought of. */
const nextReason = async ({ catalogue }: Pick<Connections, 'catalogue'>): Promise<DownloadReason | undefined> =>
  (await catalogue.reasons.where('status').equals('wanted').toArray()).toSorted(
    (a, b) => urgency[a.origin] - urgency[b.origin] || a.at - b.at,
  )[0];

/** Everything that can be done now; false when the network went away. */
export const downloadOnce = async (
  connections: Connections,
  signal: AbortSignal,
  tried = new Set<string>(),
): Promise<boolean> => {
  const { catalogue } = connections;
  while (!signal.aborted) {
    const reason = await nextReason(connections);
    if (!reason) break;
    const courses = (await catalogue.catalogue.get('catalogue'))?.catalogue.courses;
    const entry = courses?.find(({ courseId }) => courseId === reason.courseId);
    if (!entry) {
      // Retired since: nothing more will come of it, and what is here stays.
      await catalogue.reasons.update(reason.id, { status: 'done' });
      continue;
    }
    if ((await fetchReason(connections, reason, entry, signal)) === 'unreachable') return false;
  }
  return signal.aborted || fetchMissingFacts(connections, signal, tried);
};

/**
 * Fetches what is wanted until the signal ends; goes on by itself after any interruption, and at once after `hurry`.
 * `onFirstRound` is told when everything that could be fetched at the start has been tried.
 */
export const runDownloads = async (
  connections: Connections,
  signal: AbortSignal,
  onRunning: (hurry: () => void) => void,
  onFirstRound: () => void = () => {},
): Promise<void> => {
  let wake = () => {};
  let woken = false;
  const hurry = () => {
    woken = true;
    wake();
  };
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      if (woken || signal.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const { catalogue, learner } = connections;
  // New wishes, and attempts from other devices about content nothing is known of here.
  const work = [
    () => catalogue.reasons.where('status').equals('wanted').primaryKeys(),
    () => learner.foldedAttempts.where('lacks').equals(1).primaryKeys(),
  ];
  const watches = work.map((keys) => {
    let seen = '';
    return liveQuery<string[]>(keys).subscribe({
      next: (found) => {
        // A failure noted in a wish is no new wish: without this, being offline would spin.
        if (found.length > 0 && found.join() !== seen) hurry();
        seen = found.join();
      },
    });
  });
  signal.addEventListener('abort', hurry, { once: true });
  onRunning(hurry);

  const tried = new Set<string>();
  let failures = 0;
  let catalogueDueAt = 0;
  while (!signal.aborted) {
    woken = false;
    let reached: boolean;
    try {
      if (now() >= catalogueDueAt) {
        await refreshCatalogue(connections, signal);
        catalogueDueAt = now() + CATALOGUE_EVERY_MS;
      }
      reached = await downloadOnce(connections, signal, tried);
    } catch {
      reached = false;
    }
    onFirstRound();
    failures = reached ? 0 : failures + 1;
    const backoff =
      Math.min(PAUSE_MS.longest, PAUSE_MS.first * 2 ** Math.min(failures, 10)) * (0.5 + Math.random() / 2);
    // A failure is not a reason to hurry: only a person or the network coming back is.
    if (!reached) woken = false;
    await pause(reached ? CATALOGUE_EVERY_MS : backoff);
  }
  for (const watch of watches) watch.unsubscribe();
};
