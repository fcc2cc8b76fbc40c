import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { CHANGES_CHANNEL } from '../db/derived/feed.ts';
import { rowsOf } from '../db/sql-database.ts';

/** Who waits for news of whom. News is only ever "look again": what there is to see is read from the database. */
export interface WakeUps {
  /** Calls `wake` when something of the learner may be newer than `version`, until the returned function is called. */
  subscribe(learnerId: string, version: number, wake: () => void): () => void;
  /** To be called after a commit of so many rows. */
  committed(learnerId: string, rows: number): void;
  /** [P7] A learner's devices have sent all they had: should it have been a backlog, it is over. */
  uploaded(learnerId: string): void;
  /** Whether a backlog of the learner is being sent: news of it come once, when it is over. */
  isUploading(learnerId: string): boolean;
  /** Calls back on every news of any learner, also of those nobody waits for here. */
  onAny(heard: (learnerId: string) => void): () => void;
  stop(): void;
}

interface Waiting {
  version: number;
  wake: () => void;
}

/** How long news that were lost on the way (a dropped NOTIFY, a pooler in between) can stay unnoticed. */
const NET_MS = 3_000;
const TELL_OTHERS_MS = 10;
/** So many rows at once are a backlog being sent, and more will follow, if not the device says that it was all … */
const BACKLOG_ROWS = 100;
/** … within a few times the pause between those before: readers are told when it is over, for what goes down to them … */
const BACKLOG_PAUSE_MS = { shortest: 250, longest: 1_000, ofTheLast: 3 };
/** … takes the way that the answers need; but not later than this. */
const BACKLOG_MOST_MS = 10_000;
const BACKLOG_FORGOTTEN_MS = 5_000;

interface Backlog {
  since: number;
  last: number;
  over: boolean;
  timer: NodeJS.Timeout;
  end(): void;
}

export async function startWakeUps(database: Database, { netMs = NET_MS } = {}): Promise<WakeUps> {
  const waiting = new Map<string, Set<Waiting>>();
  const listeners = new Set<(learnerId: string) => void>();
  const backlogs = new Map<string, Backlog>();
  const isUploading = (learnerId: string) => backlogs.get(learnerId)?.over === false;
  const origin = randomBytes(6).toString('hex');

  const wake = (learnerId: string) => {
    for (const one of [...(waiting.get(learnerId) ?? [])]) one.wake();
    for (const heard of listeners) heard(learnerId);
  };

  const stopListening = await database.listen(CHANGES_CHANNEL, (payload) => {
    const [learnerId, from] = payload.split(' ');
    if (learnerId && from !== origin) wake(learnerId);
  });

  // One look at the clocks of all who wait, instead of each looking for itself.
  let looking = false;
  const look = async () => {
    if (looking || waiting.size === 0) return;
    looking = true;
    try {
      const ids = [...waiting.keys()];
      const clocks = await rowsOf<{ id: string; version: string }>(
        database.db,
        sql`select learner_id as id, version from learner_clocks where learner_id = any(${sql.param(ids)}::uuid[])`,
      );
      for (const { id, version } of clocks) {
        if (isUploading(id)) continue;
        for (const one of [...(waiting.get(id) ?? [])]) if (one.version < Number(version)) one.wake();
      }
    } catch {
      // The database is away; whoever waits is told so when it asks again.
    } finally {
      looking = false;
    }
  };
  const net = setInterval(() => void look(), netMs);
  net.unref();

  // Other processes on the same server are told in batches and outside the writing transaction: a NOTIFY inside it
  // would make all commits of the database queue for one lock.
  const untold = new Set<string>();
  let telling: NodeJS.Timeout | undefined;
  const tellOthers = async () => {
    telling = undefined;
    const news = [...untold].map((learnerId) => `${learnerId} ${origin}`);
    untold.clear();
    try {
      await database.db.execute(
        sql`select pg_notify(${CHANGES_CHANNEL}, news) from unnest(${sql.param(news)}::text[]) news`,
      );
    } catch {
      // Lost news: their net catches it.
    }
  };

  const tell = (learnerId: string) => {
    wake(learnerId);
    if (database.kind === 'pglite') return; // no other process can be there
    untold.add(learnerId);
    telling ??= setTimeout(() => void tellOthers(), TELL_OTHERS_MS);
  };

  return {
    subscribe: (learnerId, version, call) => {
      const set = waiting.get(learnerId) ?? new Set();
      waiting.set(learnerId, set);
      const one = { version, wake: call };
      set.add(one);
      return () => {
        set.delete(one);
        if (set.size === 0 && waiting.get(learnerId) === set) waiting.delete(learnerId);
      };
    },
    committed: (learnerId, rows) => {
      const now = Date.now();
      const before = backlogs.get(learnerId);
      clearTimeout(before?.timer);
      if (rows < BACKLOG_ROWS) {
        backlogs.delete(learnerId);
        tell(learnerId);
        return;
      }
      const { shortest, longest, ofTheLast } = BACKLOG_PAUSE_MS;
      const pause = before ? Math.min(longest, Math.max(shortest, ofTheLast * (now - before.last))) : shortest;
      const since = before && !before.over ? before.since : now;
      const end = () => {
        clearTimeout(backlog.timer);
        backlog.over = true;
        // Should it go on all the same, its pace is known.
        backlog.timer = setTimeout(() => backlogs.delete(learnerId), BACKLOG_FORGOTTEN_MS);
        tell(learnerId);
      };
      const backlog: Backlog = { since, last: now, over: false, timer: setTimeout(end, pause), end };
      backlogs.set(learnerId, backlog);
      if (now - since >= BACKLOG_MOST_MS) end();
    },
    uploaded: (learnerId) => {
      if (isUploading(learnerId)) backlogs.get(learnerId)?.end();
    },
    isUploading,
    onAny: (heard) => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    stop: () => {
      stopListening();
      clearInterval(net);
      clearTimeout(telling);
      for (const { timer } of backlogs.values()) clearTimeout(timer);
    },
  };
}
