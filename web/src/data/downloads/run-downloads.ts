import { liveQuery } from 'dexie';
import type { DownloadReason } from '../catalogue-database.ts';
import { now } from '../clock.ts';
import type { Connections } from '../open-databases.ts';
import { fetchMissingFacts } from './fetch-missing-facts.ts';
import { type FirstView, fetchReason } from './fetch-reason.ts';
import { refreshCatalogue } from './refresh-catalogue.ts';
import { onNetworkChange, readSettings } from './settings.ts';
import { keepTraffic, receivedBytes } from './traffic.ts';

const CATALOGUE_EVERY_MS = 60 * 60_000;
const PAUSE_MS = { first: 2_000, longest: 120_000, afterProgress: 500 };

const urgency: Record<DownloadReason['origin'], number> = { asked: 0, enrolled: 1, 'first-visit': 2 };

/**
 * What to fetch next: what the learner asked for goes before what the app thought of, and of that the course (by slug or
 * id) that is being looked at before the others.
 */
const nextReason = async (
  { catalogue }: Pick<Connections, 'catalogue'>,
  looked: string | undefined,
  waiting: ReadonlySet<string>,
): Promise<DownloadReason | undefined> => {
  const all = await catalogue.reasons.where('status').equals('wanted').toArray();
  const wanted = all.filter(({ id, at }) => !waiting.has(`${id} ${at}`));
  const courses = looked ? (await catalogue.catalogue.get('catalogue'))?.catalogue.courses : undefined;
  const shown = courses?.find(({ courseId, slug }) => courseId === looked || slug === looked)?.courseId;
  const others = ({ courseId }: DownloadReason) => Number(courseId !== shown);
  return wanted.toSorted((a, b) => urgency[a.origin] - urgency[b.origin] || others(a) - others(b) || a.at - b.at)[0];
};

/** Everything that can be done now; false when the network went away. */
export const downloadOnce = async (
  connections: Connections,
  signal: AbortSignal,
  tried = new Set<string>(),
  first: Pick<DownloadOptions, 'looked' | 'letShow'> = {},
): Promise<boolean> =>
  (await fetchWanted(connections, signal, first)) &&
  (signal.aborted || (await fetchMissingFacts(connections, signal, tried)));

/** All that is wanted and may come over this network; false when it went away. Needs no learner. */
export const fetchWanted = async (
  connections: Pick<Connections, 'catalogue'>,
  signal: AbortSignal,
  { looked, letShow }: Pick<DownloadOptions, 'looked' | 'letShow'> = {},
): Promise<boolean> => {
  const { catalogue } = connections;
  /** Wishes that wait for another network, as they were asked for. */
  const waiting = new Set<string>();
  let view: FirstView | undefined = letShow && { about: looked?.about, letShow };
  while (!signal.aborted) {
    const reason = await nextReason(connections, looked?.course, waiting);
    if (!reason) break;
    const courses = (await catalogue.catalogue.get('catalogue'))?.catalogue.courses;
    const entry = courses?.find(({ courseId }) => courseId === reason.courseId);
    if (!entry) {
      // Retired since: nothing more will come of it, and what is here stays.
      await catalogue.reasons.update(reason.id, { status: 'done' });
      continue;
    }
    const first = reason.origin === 'first-visit' ? view : undefined;
    view = undefined;
    if (first && looked?.course !== entry.slug && looked?.course !== entry.courseId) {
      await first.letShow();
      // The learner may have asked for something meanwhile.
      continue;
    }
    const outcome = await fetchReason(connections, reason, entry, signal, first);
    if (outcome === 'unreachable') return false;
    if (outcome === 'metered') waiting.add(`${reason.id} ${reason.at}`);
  }
  return true;
};

export interface DownloadOptions {
  /** Given a way to go on at once. */
  onRunning: (hurry: () => void) => void;
  /** Told when everything that could be fetched at the start has been tried. */
  onFirstRound?: () => void;
  /** What the page is about that the visit began with: a course, by slug or id, and perhaps a lesson or activity of it. */
  looked?: { course: string; about?: string | undefined } | undefined;
  /** Lets the first screen show before what it does not need is fetched: it has the link and the processor to itself. */
  letShow?: () => Promise<void>;
}

/** Fetches what is wanted until the signal ends; goes on by itself after any interruption, and at once after `hurry`. */
export const runDownloads = async (
  connections: Connections,
  signal: AbortSignal,
  { onRunning, onFirstRound, ...first }: DownloadOptions,
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
    // Asked for again is a new wish, too.
    async () => (await catalogue.reasons.where('status').equals('wanted').toArray()).map(({ id, at }) => `${id} ${at}`),
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
  let over: string | undefined;
  watches.push(
    liveQuery(() => readSettings(connections)).subscribe({
      next: (settings) => {
        if (over !== undefined && over !== settings.over) hurry();
        over = settings.over;
      },
    }),
  );
  signal.addEventListener('abort', hurry, { once: true });
  onNetworkChange(hurry, signal);
  onRunning(hurry);

  const tried = new Set<string>();
  let failures = 0;
  let catalogueDueAt = 0;
  let isFirstRound = true;
  while (!signal.aborted) {
    woken = false;
    let reached: boolean;
    const before = receivedBytes();
    try {
      if (now() >= catalogueDueAt) {
        await refreshCatalogue(connections, signal);
        catalogueDueAt = now() + CATALOGUE_EVERY_MS;
      }
      reached = await downloadOnce(connections, signal, tried, isFirstRound ? first : {});
    } catch {
      reached = false;
    }
    isFirstRound = false;
    await keepTraffic(connections.catalogue);
    onFirstRound?.();
    const progress = receivedBytes() > before;
    failures = reached || progress ? 0 : failures + 1;
    const longest = Math.min(PAUSE_MS.longest, PAUSE_MS.first * 2 ** Math.min(failures, 10));
    const backoff = (progress ? PAUSE_MS.afterProgress : longest) * (0.5 + Math.random() / 2);
    // A failure is not a reason to hurry: only a person or the network coming back is.
    if (!reached) woken = false;
    await pause(reached ? CATALOGUE_EVERY_MS : backoff);
  }
  for (const watch of watches) watch.unsubscribe();
};
