import { overPglite } from '../db/connect.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { startPglite } from '../db/pglite-backend.ts';
import type { SqlDatabase } from '../db/sql-database.ts';
import { refoldLearners } from '../folds/fold-learners.ts';
import { readFolds } from '../folds/store-folds.ts';
import { readFeedOn } from '../sync/read-feed.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { withoutContent } from '../testing/without-content.ts';
import { countWork } from './at-work.ts';
import { type Backend, type BackendRow, learnerIds } from './backend.ts';
import { simulatedFacts } from './derived-folds.ts';
import { putSnapshot, type SqlSnapshot, takeSnapshot } from './sql-snapshot.ts';

/** A real database for many histories: opening one takes seconds, so each history gets learners of its own instead. */
export interface PgliteBackends {
  next(learners: number): Promise<Backend>;
  close(): Promise<void>;
}

const LIMIT = 2 ** 31 - 1;
const ALL = { rows: LIMIT, bytes: Number.MAX_SAFE_INTEGER };

export const startPgliteBackends = async (): Promise<PgliteBackends> => {
  const database = overPglite(await startPglite('memory://'), { timeoutMs: 60_000 });
  await migrateDatabase(database);
  await withoutContent(database);
  let histories = 0;
  return {
    close: () => database.close(),
    next: async (learners) => {
      histories += 1;
      const ids = learnerIds(learners, histories);
      for (const id of ids) await database.query('insert into learners (id) values ($1)', [id]);
      return createBackend(database.db, ids);
    },
  };
};

interface SqlState {
  tables: SqlSnapshot;
  feeds: ReadonlyMap<string, { version: number; rows: BackendRow[] }>;
}

const createBackend = (database: SqlDatabase, learnerIds: readonly string[]): Backend => {
  const withLearner = withLearnerOn(database);
  const readFeed = readFeedOn(database);
  const refold = refoldLearners(database, async () => simulatedFacts);
  const { busy, atWork } = countWork();
  let handles = 0;
  const read = async (learner: string, offset: number, rows: number, at: SqlState | undefined) => {
    const page = await readFeed(learner, offset, { rows: Math.min(LIMIT, Math.max(1, rows)), bytes: ALL.bytes });
    const late = at?.feeds.get(learner);
    if (!late) return { ...page, clock: page.version };
    const rest = late.rows.filter(({ version }) => version > offset);
    const version = Math.max(late.version, offset);
    return { epoch: page.epoch, clock: page.version, version, rows: rest.slice(0, rows), full: rest.length > rows };
  };
  return {
    learnerIds,
    withLearner: (learner, work) => busy(() => withLearner(learner, work)),
    readFeed: (learner, offset, limit) => busy(() => readFeed(learner, offset, limit)),
    page: (learner, cursor, rows, at) =>
      busy(async () => {
        const page = await read(learner, Number(cursor?.offset ?? 0), rows, at?.of as SqlState | undefined);
        const handle = `${page.epoch}-${handles}`;
        if (cursor && (cursor.handle !== handle || Number(cursor.offset) > page.clock)) return { kind: 'must-refetch' };
        const last = page.rows.at(-1);
        const offset = String(page.full && last ? last.version : page.version);
        return { kind: 'page', page: { epoch: page.epoch, handle, offset, rows: page.rows, upToDate: !page.full } };
      }),
    stored: (learner) => busy(async () => (await readFeed(learner, 0, ALL)).rows),
    clock: (learner) => busy(() => withLearner(learner, async ({ epoch, version }) => ({ epoch, version }))),
    derived: (learner) =>
      busy(async () => {
        while (!(await refold(learner))) {
          // Written to meanwhile.
        }
        return readFolds(database, learner);
      }),
    atWork,
    waits: false,
    snapshot: () =>
      busy(async () => {
        const feeds = new Map<string, { version: number; rows: BackendRow[] }>();
        for (const learner of learnerIds) feeds.set(learner, await readFeed(learner, 0, ALL));
        const of: SqlState = { tables: await takeSnapshot(database, learnerIds), feeds };
        return { of };
      }),
    restore: (snapshot, epoch) =>
      busy(() => putSnapshot(database, learnerIds, (snapshot?.of as SqlState | undefined)?.tables ?? null, epoch)),
    rotateHandles: () => {
      handles += 1;
    },
  };
};
