import { randomUUID } from 'node:crypto';
import { collections } from '@hornbook/shared/collections/index.ts';
import type { PushReply } from '@hornbook/shared/sync/protocol.ts';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase, type Database } from '../db/connect.ts';
import { forgetMeta } from '../db/meta.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { applyPush } from '../sync/apply-push.ts';
import { readFeedOn } from '../sync/read-feed.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth, openTestDatabase } from '../testing/test-database.ts';
import { makeClaimedDevice } from '../testing/test-device.ts';

type App = Awaited<ReturnType<typeof makeTestApp>>;

const stampAt = (ms: number) => `${ms.toString(16).padStart(12, '0')}-0000-replicaa00`;
const dayRow = (n: number, ms = 5, at = Date.now()) => {
  const localDay = new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
  const stamps = { once: stampAt(at), deletedAt: stampAt(at) };
  const row = { localDay, course: 'none', activeMs: { replicaa00: ms }, stamps, deletedAt: null };
  return { collection: 'studyDays', key: `${localDay}/none`, rev: n + 1, row };
};

/** A signed-in device that pushes study days. */
const pushing = async (app: App) => {
  const device = await makeClaimedDevice(app);
  const send = (epoch: string | null, rows: unknown[]) =>
    device.post('/sync/push', {
      ...{ protocol: 1, learnerId: device.learnerId, replicaId: 'replicaa00', epoch, heard: Date.now(), rows },
    });
  const { epoch } = (await (await send(null, [])).json()) as PushReply;
  return { ...device, push: (...rows: unknown[]) => send(epoch, rows) };
};
const verdicts = async (response: Response) =>
  ((await response.json()) as { verdicts: { verdict: string }[] }).verdicts.map(({ verdict }) => verdict);

describeOnBoth('the service in trouble', (database) => {
  let app: App;
  beforeAll(async () => {
    app = await makeTestApp(database());
  });

  test('the same push twice at the same moment is one row with one version, accepted both times', async () => {
    const { push, learnerId } = await pushing(app);
    const rows = [dayRow(1), dayRow(2)];
    const both = await Promise.all([push(...rows), push(...rows)]);
    for (const response of both) expect(await verdicts(response)).toEqual(['accepted', 'accepted']);
    const feed = await readFeedOn(database().db)(learnerId, 0, { rows: 10, bytes: 1e6 });
    // After the profile, with which every learner begins.
    expect([feed.version, feed.rows.map(({ version }) => version)]).toEqual([3, [1, 2, 3]]);
  });

  test('a full disk is "come again", with nothing acknowledged, and reading goes on', async () => {
    const { push, get, learnerId } = await pushing(app);
    expect(await verdicts(await push(dayRow(1)))).toEqual(['accepted']);
    await database().query(`create function disk_full() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
    await database().query('create trigger disk_full before insert on study_days execute function disk_full()');
    const full = await push(dayRow(2), dayRow(3));
    const { scopeOf } = await import('../auth/learner-scope.ts');
    const read = await get(`/sync/shape?scope=${scopeOf(learnerId)}&offset=-1`);
    await database().query('drop function disk_full cascade');
    expect([full.status, full.headers.get('retry-after')]).toEqual([503, '5']);
    expect(read.status).toBe(200);
    expect(await read.text()).toContain('2026-01-02');
    expect(await verdicts(await push(dayRow(2), dayRow(3)))).toEqual(['accepted', 'accepted']);
  });

  test('a clock of the service that is set back takes nothing back: versions go on, and what was told is only a time', async () => {
    const learnerId = randomUUID();
    await database().query('insert into learners (id) values ($1)', [learnerId]);
    const { epoch } = await readFeedOn(database().db)(learnerId, 0, { rows: 1, bytes: 1 });
    let now = Date.now();
    const context = {
      withLearner: withLearnerOn(database().db),
      content: { load: async () => ({ unknown: () => null, serverFields: () => ({}) }) },
      collections,
      now: () => now,
    };
    const push = (rows: ReturnType<typeof dayRow>[]) =>
      applyPush(context, learnerId, {
        ...{ protocol: 1, learnerId, replicaId: 'replicaa00', epoch, heard: Date.now(), rows },
      });
    await push([dayRow(1, 5)]);
    now -= 3_600_000;
    expect(await push([dayRow(1, 9), dayRow(2)])).toMatchObject({
      verdicts: [{ verdict: 'accepted' }, { verdict: 'accepted' }],
    });
    now -= 86_400_000 * 365;
    await push([dayRow(2, 8)]);
    const feed = await readFeedOn(database().db)(learnerId, 0, { rows: 10, bytes: 1e6 });
    expect(feed.rows.map(({ version, row }) => [version, row.activeMs])).toEqual([
      [2, { replicaa00: 9 }],
      [4, { replicaa00: 8 }],
    ]);
  });

  test('an app of before is told plainly that it is too old, and keeps what it has to send', async () => {
    const device = await pushing(app);
    const old = await device.post('/sync/push', { protocol: 0, learnerId: device.learnerId, rows: [] });
    expect(old.status).toBe(426);
    expect(await old.json()).toMatchObject({ message: expect.stringMatching(/newer|Reload/) });
  });
});

describe('the service on a Postgres that is slow or being changed', () => {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  const openSmall = async (databasePoolSize: number, databaseTimeoutMs: number): Promise<[Database, Database]> => {
    const whole = await openTestDatabase('postgres');
    const databaseUrl = whole.url ?? '';
    const small = await connectDatabase({ databaseUrl, dataDir: '', databasePoolSize, databaseTimeoutMs });
    ends.push(whole.close, small.close);
    return [small, whole];
  };

  test('with all connections taken, requests are told to come again, and are served when there is room', async () => {
    const [database] = await openSmall(1, 1_000);
    const app = await makeTestApp(database);
    const { push } = await pushing(app);
    const taken = database.transaction(() => new Promise<void>((resolve) => setTimeout(resolve, 2_500)));
    const refused = await push(dayRow(1));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect((await app.request('/health')).status).toBe(503);
    // Its own time in a transaction is over as well.
    await taken.catch(() => {});
    expect(await verdicts(await push(dayRow(1)))).toEqual(['accepted']);
  });

  test('a statement that takes too long is "come again", and nothing of it stays', async () => {
    const [database, whole] = await openSmall(4, 1_000);
    const app = await makeTestApp(database);
    const { push, learnerId } = await pushing(app);
    await whole.query(`create function slow() returns trigger language plpgsql as $$
      begin perform pg_sleep(3); return null; end $$`);
    await whole.query('create trigger slow after insert on study_days execute function slow()');
    const refused = await push(dayRow(1), dayRow(2));
    await whole.query('drop function slow cascade');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await whole.query('select from study_days where learner_id = $1', [learnerId])).toEqual([]);
    expect(await verdicts(await push(dayRow(1)))).toEqual(['accepted']);
  });

  test('tables change and triggers are made anew under traffic: no request fails', async () => {
    const [database, whole] = await openSmall(10, 20_000);
    const app = await makeTestApp(database);
    const devices = await Promise.all(Array.from({ length: 6 }, () => pushing(app)));
    const statuses: number[] = [];
    let changing = true;
    const traffic = devices.map(async ({ push }) => {
      for (let n = 0; changing || n < 5; n += 1)
        statuses.push((await push(dayRow(n % 20, n), dayRow((n + 7) % 20, n))).status);
    });
    // What a newer service does on its start: a new column and index, then everything that is derived.
    const change = async () => {
      await whole.query('alter table study_days add column added_later text');
      await whole.query('create index concurrently added_later on study_days (added_later)');
      for (let times = 0; times < 3; times += 1) {
        await forgetMeta(whole, 'derived-objects');
        await migrateDatabase(whole);
      }
    };
    await change().finally(() => {
      changing = false;
    });
    await Promise.all(traffic);
    expect(statuses.length).toBeGreaterThan(30);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});
