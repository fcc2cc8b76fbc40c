import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withLearnerOn } from '../sync/sql-store.ts';
import { describeOnBoth, openTestDatabase } from '../testing/test-database.ts';
import { backUp, emptyDatabase, latestBackup, restore } from './backup.ts';
import type { Database } from './connect.ts';
import { readEpoch } from './epoch.ts';

const day = (localDay: string, ms: number) => ({
  key: `${localDay}/none`,
  row: { localDay, course: 'none', activeMs: { replicaa00: ms }, stamps: {}, deletedAt: null },
});

const everything = async (database: Database) => {
  const tables = ['learners', 'devices', 'study_days', 'changes', 'learner_clocks', 'profile', 'hornbook_meta'];
  const rows = await Promise.all(
    tables.map((table) =>
      database.query<{ t: string }>(`select to_jsonb(t)::text as t from ${table} t
        where coalesce(to_jsonb(t)->>'key', '') not in ('epoch', 'derived-objects') order by 1`),
    ),
  );
  return rows.map((table) => table.map(({ t }) => t));
};

describeOnBoth('backup and restore', (database) => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hornbook-backup-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('[R2] brings every row back as it was, with a new epoch, and the feed goes on from there', async () => {
    const learnerId = randomUUID();
    const write = (rows: ReturnType<typeof day>[]) =>
      withLearnerOn(database().db)(learnerId, (store) => store.putRows('studyDays', rows));
    await database().query('insert into learners (id) values ($1)', [learnerId]);
    await database().query(
      `insert into devices (learner_id, id, name, public_key) values ($1, $2, 'Zoë''s "phone" \n 📱', '{"x": 12345678901234567890}')`,
      [learnerId, randomUUID()],
    );
    await write([day('2026-01-01', 5), day('2026-01-02', 6)]);
    const epoch = await readEpoch(database());
    const before = await everything(database());

    const file = await backUp(database(), folder);
    expect(file).toBe(latestBackup(folder));
    expect(statSync(file ?? '').mode & 0o077, 'nobody else may read it').toBe(0);
    expect(await everything(database()), 'a backup changes nothing').toEqual(before);

    await write([day('2026-01-03', 7)]);
    await database().query(`delete from devices`);
    const renewed = await restore(database(), file ?? '');
    expect(await everything(database())).toEqual(before);
    expect(renewed).not.toBe(epoch);
    expect(await readEpoch(database())).toBe(renewed);

    await write([day('2026-01-04', 8)]);
    const [clock] = await database().query<{ version: string }>(
      'select version from learner_clocks where learner_id = $1',
      [learnerId],
    );
    const [newest] = await database().query<{ version: string }>(
      `select version from changes where learner_id = $1 and key like '2026-01-04%'`,
      [learnerId],
    );
    expect(newest?.version).toBe(clock?.version);
    const guarded = await database().query(
      `select 1 from pg_class where relname = 'study_days' and relrowsecurity and relforcerowsecurity`,
    );
    expect(guarded).toHaveLength(1);
  });

  test('also carries everything over to the other kind of database', async () => {
    const other = await openTestDatabase(database().kind === 'pglite' ? 'postgres' : 'pglite');
    const file = await backUp(database(), folder, new Date(Date.now() + 1000));
    await restore(other, file ?? '');
    const [here, there] = [await everything(database()), await everything(other)];
    await other.close();
    expect(there.slice(0, -1)).toEqual(here.slice(0, -1));
  });

  test('a file that is no backup leaves everything in place', async () => {
    const wrong = join(folder, 'wrong.jsonl.gz');
    writeFileSync(wrong, 'not gzip');
    const before = await everything(database());
    await expect(restore(database(), wrong)).rejects.toThrow();
    expect(await everything(database())).toEqual(before);
  });

  test('an emptied database has all its tables and no rows', async () => {
    await emptyDatabase(database());
    expect(await database().query('select * from learners')).toEqual([]);
    expect(await database().query('select * from pg_policies limit 1')).toHaveLength(1);
  });
});
