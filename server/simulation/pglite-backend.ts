import { overPglite } from '../db/connect.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { startPglite } from '../db/pglite-backend.ts';
import { readFeedOn } from '../sync/read-feed.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { withoutContent } from '../testing/without-content.ts';
import { type Backend, learnerIds } from './backend.ts';

/** A real database for many histories: opening one takes seconds, so each history gets learners of its own instead. */
export interface PgliteBackends {
  next(learners: number): Promise<Backend>;
  close(): Promise<void>;
}

const ALL = { rows: Number.MAX_SAFE_INTEGER, bytes: Number.MAX_SAFE_INTEGER };
const LIMIT = 2 ** 31 - 1;

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

type SqlDatabase = Parameters<typeof withLearnerOn>[0];

const createBackend = (database: SqlDatabase, learnerIds: readonly string[]): Backend => {
  const withLearner = withLearnerOn(database);
  const readFeed = readFeedOn(database);
  let running = 0;
  let idle: { promise: Promise<void>; resolve: () => void } | null = null;
  const atWork = <T>(work: () => Promise<T>): Promise<T> => {
    running += 1;
    return work().finally(() => {
      running -= 1;
      if (running > 0) return;
      idle?.resolve();
      idle = null;
    });
  };
  return {
    learnerIds,
    withLearner: (learner, work) => atWork(() => withLearner(learner, work)),
    page: (learner, cursor, rows) =>
      atWork(async () => {
        const limit = { rows: Math.min(LIMIT, Math.max(1, rows)), bytes: ALL.bytes };
        const page = await readFeed(learner, Number(cursor?.offset ?? 0), limit);
        const handle = page.epoch;
        if (cursor && (cursor.handle !== handle || Number(cursor.offset) > page.version))
          return { kind: 'must-refetch' };
        const last = page.rows.at(-1);
        const offset = String(page.full && last ? last.version : page.version);
        return { kind: 'page', page: { epoch: page.epoch, handle, offset, rows: page.rows, upToDate: !page.full } };
      }),
    stored: (learner) => atWork(async () => (await readFeed(learner, 0, { ...ALL, rows: LIMIT })).rows),
    clock: (learner) => atWork(() => withLearner(learner, async ({ epoch, version }) => ({ epoch, version }))),
    atWork: () => {
      if (running === 0) return null;
      if (!idle) {
        let resolve: () => void = () => undefined;
        const promise = new Promise<void>((done) => {
          resolve = done;
        });
        idle = { promise, resolve };
      }
      return idle.promise;
    },
    whole: null,
  };
};
