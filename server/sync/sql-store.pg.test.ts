import { randomUUID } from 'node:crypto';
import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rowsOf } from '../db/sql-database.ts';
import { inLearnerTransaction } from '../db/with-learner.ts';
import { describeOnBoth, openTestDatabase } from '../testing/test-database.ts';
import { readFeedText } from './read-feed.ts';
import { sqlStore, withLearnerOn } from './sql-store.ts';

const day = (n: number, ms = 1): { key: string; row: AnyRow } => {
  const localDay = new Date(Date.UTC(2000, 0, 1 + n)).toISOString().slice(0, 10);
  const row = { localDay, course: 'none', activeMs: { replicaa00: ms }, stamps: {}, deletedAt: null };
  return { key: `${localDay}/none`, row };
};
const days = (count: number, ms?: number) => Array.from({ length: count }, (_, n) => day(n, ms));

const BATCH = 250;

describeOnBoth('a learner’s rows in SQL', (database, kind) => {
  const newLearner = async () => {
    const id = randomUUID();
    await database().query('insert into learners (id) values ($1)', [id]);
    return id;
  };
  const put = (learnerId: string, rows: { key: string; row: AnyRow }[]) =>
    withLearnerOn(database().db)(learnerId, (store) => store.putRows('studyDays', rows));
  const feed = (learnerId: string, offset: number, rows: number, bytes: number) =>
    readFeedText(database().db, learnerId, offset, { rows, bytes });

  test('cost what is touched, however much this learner and others have, and whatever the planner thinks they have', async () => {
    const own = await openTestDatabase(kind);
    // In this order the indexes grow in the middle, and the one by version stays small: what it costs looks least.
    const [heavy, heavier, ...others] = Array.from(
      { length: 202 },
      (_, n) => `00000000-0000-4000-8000-${String(900 - n).padStart(12, '0')}`,
    ) as [string, string, ...string[]];
    const add = async (learner: string, count: number) => {
      await own.query('insert into learners (id) values ($1)', [learner]);
      const all = days(count);
      for (let from = 0; from < count; from += BATCH)
        await withLearnerOn(own.db)(learner, (store) => store.putRows('studyDays', all.slice(from, from + BATCH)));
    };
    const keys = [...days(BATCH - 1).map(({ key }) => key), 'none/such'];
    const read = (learner: string, ms: number) =>
      inLearnerTransaction(own.db, learner, async (transaction) => {
        const store = sqlStore(transaction);
        const counts = async () => {
          const found = await rowsOf<{ table: string; read: number }>(
            transaction.runner,
            sql`select relname as table, (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as read
              from pg_stat_xact_user_tables where relname in ('changes', 'study_days', 'learner_clocks', 'learners')`,
          );
          return Object.fromEntries(found.map((one) => [one.table, one.read]));
        };
        // The session's counters still hold what earlier transactions read.
        const before = await counts();
        expect((await store.rows('studyDays', keys)).size).toBe(BATCH - 1);
        const between = await counts();
        await store.putRows('studyDays', days(BATCH, ms));
        const after = await counts();
        const put = Object.keys(after).map((table) => [table, (after[table] ?? 0) - (between[table] ?? 0)]);
        return { found: (between.changes ?? 0) - (before.changes ?? 0), put: Object.fromEntries(put) };
      });
    const touched = {
      found: BATCH - 1,
      put: { changes: 2 * BATCH, study_days: BATCH, learner_clocks: 1, learners: 0 },
    };

    await own.query('vacuum (analyze)');
    await add(heavy, 1500);
    expect(await read(heavy, 2), 'counted while empty').toEqual(touched);

    await own.query('delete from learners');
    for (const other of others) await add(other, 1);
    await own.query('vacuum (analyze)');
    await add(heavier, 1500);
    expect(await read(heavier, 2), 'counted while each had one').toEqual(touched);

    await own.query('vacuum (analyze)');
    expect(await read(heavier, 3), 'counted as it is').toEqual(touched);
    await own.close();
  }, 60_000);

  test('[F1] pages end by rows or by bytes, have at least one row, and say whether there is more', async () => {
    const a = await newLearner();
    await put(a, days(12));
    const sizes = async (offset: number, rows: number, bytes: number) => {
      const page = await feed(a, offset, rows, bytes);
      return [page.rows.map(({ version }) => Number(version)).join(), page.full, page.version];
    };
    expect(await sizes(0, 100, 1e6)).toEqual(['1,2,3,4,5,6,7,8,9,10,11,12', false, 12]);
    expect(await sizes(8, 3, 1e6)).toEqual(['9,10,11', true, 12]);
    expect(await sizes(9, 3, 1e6)).toEqual(['10,11,12', true, 12]);
    expect(await sizes(12, 3, 1e6)).toEqual(['', false, 12]);
    expect(await sizes(0, 100, 1)).toEqual(['1', true, 12]);
    // Bytes are counted as Postgres stores them.
    const [stored] = await database().query<{ three: number }>(
      'select sum(pg_column_size(row))::int as three from changes where learner_id = $1 and version <= 3',
      [a],
    );
    expect(await sizes(0, 100, stored?.three ?? 0)).toEqual(['1,2,3', true, 12]);
    expect(await sizes(11, 100, 1)).toEqual(['12', false, 12]);
  });

  test('[P6] what failed under a savepoint is undone, with the role it took, and the rest goes on', async () => {
    const a = await newLearner();
    await withLearnerOn(database().db)(a, async (store) => {
      await store.putRows('studyDays', [day(1)]);
      const failed = await store.savepoint(async () => {
        await store.putRows('studyDays', [day(2)]);
        await store.putRows('attempts', [{ key: 'x', row: { id: 'no uuid', stamps: {}, deletedAt: null } }]);
      });
      expect(failed.ok).toBe(false);
      expect(await store.savepoint(async () => 5)).toEqual({ ok: true, value: 5 });
      await store.putRows('studyDays', [day(3)]);
    });
    expect((await feed(a, 0, 10, 1e6)).rows.map(({ key, version }) => [key, version])).toEqual([
      [day(1).key, '1'],
      [day(3).key, '2'],
    ]);
  });

  test('writers of one learner take turns, and their versions become visible in order and without gaps', async () => {
    const a = await newLearner();
    let watching = true;
    const seen: number[] = [];
    const watch = (async () => {
      for (let offset = 0; watching; ) {
        const page = await feed(a, offset, 1000, 1e6);
        for (const { version } of page.rows) seen.push(Number(version));
        offset = page.version;
      }
    })();
    await Promise.all(
      Array.from({ length: 6 }, async (_, writer) => {
        // Rows of their own: none is written twice, so every version must be seen.
        for (let n = 0; n < 15; n += 1) await put(a, [day(writer * 100 + 2 * n), day(writer * 100 + 2 * n + 1)]);
      }),
    );
    watching = false;
    await watch;
    const last = seen.at(-1) ?? 0;
    for (const { version } of (await feed(a, last, 1000, 1e6)).rows) seen.push(Number(version));
    expect(seen).toEqual(Array.from({ length: 180 }, (_, n) => n + 1));
  });
});
