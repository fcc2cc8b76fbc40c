import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { readFeedOn } from '../sync/read-feed.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { startPostgres } from '../testing/postgres-cluster.ts';
import { connectTo } from '../testing/postgres-template.ts';
import { migrateDatabase } from './migrate.ts';

test('an owner that is no superuser can set up the database, and is held to row-level security itself', async () => {
  const cluster = await startPostgres();
  const admin = await connectTo(cluster.url());
  await admin.query('create role plain login createrole');
  await admin.query('create database school owner plain');
  const database = await connectTo(cluster.url('school').replace('postgres@', 'plain@'));
  try {
    await migrateDatabase(database);
    const learnerId = randomUUID();
    await database.query('insert into learners (id) values ($1)', [learnerId]);
    const row = { localDay: '2026-01-02', course: 'none', activeMs: { replicaa00: 5 }, stamps: {}, deletedAt: null };
    await withLearnerOn(database.db)(learnerId, (store) =>
      store.putRows('studyDays', [{ key: '2026-01-02/none', row }]),
    );
    expect((await readFeedOn(database.db)(learnerId, 0, { rows: 10, bytes: 1000 })).rows).toMatchObject([
      { collection: 'studyDays', version: 1, row },
    ]);

    const days = () => database.query('select local_day from study_days');
    expect(await days()).toEqual([]);
    const work = `do $$ begin
      perform set_config('app.learner_id', '${learnerId}', true);
      update study_days set active_ms = '{"replicaa00": 6}';
    end $$`;
    await database.query(work);
    expect((await readFeedOn(database.db)(learnerId, 1, { rows: 10, bytes: 1000 })).rows).toMatchObject([
      { version: 2, row: { activeMs: { replicaa00: 6 } } },
    ]);
    await database.query('delete from learners where id = $1', [learnerId]);
    expect(await database.query('select count(*)::int as left from learner_clocks')).toEqual([{ left: 0 }]);
  } finally {
    await database.close();
    await admin.close();
    await cluster.stop();
  }
});
