import { makeRateLimit } from '../auth/rate-limit.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { keepBytesFor } from '../blobs/learner-blobs.ts';
import type { Database } from '../db/connect.ts';
import { UnknownLearner } from '../db/with-learner.ts';
import type { Log } from '../log.ts';
import type { WithLearner } from '../sync/learner-store.ts';
import type { WakeUps } from '../sync/wake-ups.ts';
import { workWhenWoken } from '../sync/work-when-woken.ts';
import type { FetchedPage } from './fetch-page.ts';

interface Needs {
  database: Pick<Database, 'db' | 'query'>;
  store: BlobStore;
  withLearner: WithLearner;
  wakeUps: Pick<WakeUps, 'onAny'>;
  fetchPage: (url: string) => Promise<FetchedPage>;
  log: Pick<Log, 'error'>;
  now?: () => number;
  pauseMs?: number;
  netMs?: number;
}

interface Link {
  learner_id: string;
  id: string;
  url: string;
}

const AT_ONCE = 20;
/** Whoever adds links without end waits; the pages they lead to are not asked more often than this by one learner. */
const RATE = { burst: 60, perHour: 120 };
/** A page that can't be reached now may be reached later; after so many tries the link alone has to do. */
const MOST_TRIES = 4;

/**
 * Fetches the pages learners gave the addresses of, one of each learner at a time, and keeps a readable copy of each for when there is no
 * connection. Each is tried until it is kept or known to stay a link; a restart or a second server costs a repeated fetch.
 * Returns what stops it.
 */
export const takeSnapshots = (needs: Needs): (() => Promise<void>) => {
  const { database, withLearner, wakeUps, fetchPage, log, now = Date.now, pauseMs = 300, netMs = 60_000 } = needs;
  const limit = makeRateLimit(RATE, now);
  const tries = new Map<string, number>();
  /** Tried in this round; the next one tries again. */
  let resting = new Set<string>();

  const write = (
    { learner_id, id, url }: Link,
    fields: { snapshotState: 'kept' | 'link'; snapshotHash: string | null },
  ) =>
    withLearner(learner_id, async (rows) => {
      const stored = (await rows.rows('materials', [id])).get(id);
      // Its address may have been changed meanwhile: then the next round fetches that one.
      if (stored?.row.url === url) await rows.putRows('materials', [{ key: id, row: { ...stored.row, ...fields } }]);
    });
  const one = async (link: Link): Promise<void> => {
    const key = link.learner_id + link.id;
    const page = await fetchPage(link.url);
    const tried = (tries.get(key) ?? 0) + 1;
    if (page.kind === 'unreachable' && tried < MOST_TRIES) {
      tries.set(key, tried);
      return;
    }
    // What reads a page is large, and comes with the first one there is to read.
    const { readablePage } = await import('./readable-page.ts');
    tries.delete(key);
    const snapshot = page.kind === 'page' ? await readablePage(page, now()).catch(() => null) : null;
    if (!snapshot) return write(link, { snapshotState: 'link', snapshotHash: null });
    const bytes = new TextEncoder().encode(JSON.stringify(snapshot));
    const { sha256 } = await keepBytesFor(needs, link.learner_id, bytes);
    return write(link, { snapshotState: 'kept', snapshotHash: sha256 });
  };
  const some = async (isStopped: () => boolean): Promise<boolean> => {
    // One of each learner: a link that leads to something slow keeps nobody else waiting.
    const links = await database.query<Link>(
      `select distinct on (learner_id) learner_id, id, url from materials
       where kind = 'url' and url is not null and snapshot_state is null and deleted_at is null
         and learner_id::text || id::text <> all($1::text[])
       order by learner_id, added_at limit ${AT_ONCE}`,
      [[...resting]],
    );
    if (isStopped()) return false;
    await Promise.all(
      links.map(async (link) => {
        resting.add(link.learner_id + link.id);
        if (!limit.take(link.learner_id).ok) return;
        try {
          await one(link);
        } catch (error) {
          if (!(error instanceof UnknownLearner))
            log.error({ err: error }, 'A page could not be kept; it is tried again');
        }
      }),
    );
    return links.length > 0;
  };
  return workWhenWoken({
    wakeUps,
    log,
    some,
    beforeRegularRound: () => {
      resting = new Set();
    },
    failure: 'Pages to keep could not be read',
    pauseMs,
    netMs,
  });
};
