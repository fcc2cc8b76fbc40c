import { randomUUID } from 'node:crypto';
import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { isHlc, SERVER_REPLICA_ID } from '@hornbook/shared/sync/hlc.ts';
import { expect, test } from 'vitest';
import { readFeedOn } from '../sync/read-feed.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { describeOnBoth } from '../testing/test-database.ts';

const stamp = (ms: number, counter = 0) =>
  `${ms.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(4, '0')}-replicaa00`;
const past = stamp(1_700_000_000_000);
const future = stamp(Date.now() + 3_600_000, 65_535);

const attempt = (id: string, more: object = {}): AnyRow => ({
  id,
  mode: 'review',
  activityId: null,
  courseId: null,
  questionIds: ['q1', 'q2'],
  seed: 's',
  replicaId: 'replicaa00',
  replicaSeq: 1,
  startedAt: 1_700_000_000_000,
  timeZone: 'UTC',
  utcOffsetMinutes: 0,
  timeLimitMs: 1000,
  status: 'in_progress',
  completedAt: 1_700_000_100_000,
  completedDay: null,
  durationMs: 5,
  answers: { q1: { response: null, hlc: past } },
  stamps: { once: past, deletedAt: past, timeLimitMs: past },
  deletedAt: null,
  ...more,
});

describeOnBoth('[S5] what jobs and psql write', (database) => {
  const stored = async (row: AnyRow = attempt(randomUUID())) => {
    const learnerId = randomUUID();
    await database().query('insert into learners (id) values ($1)', [learnerId]);
    await withLearnerOn(database().db)(learnerId, (store) => store.putRows('attempts', [{ key: String(row.id), row }]));
    return { learnerId, id: String(row.id) };
  };
  const feedOf = async (learnerId: string) =>
    (await readFeedOn(database().db)(learnerId, 0, { rows: 1000, bytes: 1e6 })).rows;
  const update = (learnerId: string, change: string) =>
    database().query(`update attempts set ${change} where learner_id = $1`, [learnerId]);

  test('takes a new stamp for a changed field, later than now and than the old one', async () => {
    const { learnerId } = await stored();
    const before = Date.now();
    await update(learnerId, 'time_limit_ms = 2000');
    const [row] = await feedOf(learnerId);
    expect(row).toMatchObject({ version: 2, row: { timeLimitMs: 2000 } });
    const given = row?.row.stamps.timeLimitMs ?? '';
    expect(isHlc(given) && given.endsWith(SERVER_REPLICA_ID)).toBe(true);
    expect(Number.parseInt(given.slice(0, 12), 16)).toBeGreaterThanOrEqual(before);
    expect(row?.row.stamps.deletedAt).toBe(past);
  });

  test('counts on from a stamp that runs ahead of the clock, over the end of its counter too', async () => {
    const { learnerId } = await stored(attempt(randomUUID(), { stamps: { once: past, timeLimitMs: future } }));
    await update(learnerId, 'time_limit_ms = 2000');
    await update(learnerId, 'time_limit_ms = 3000');
    const given = (await feedOf(learnerId))[0]?.row.stamps.timeLimitMs ?? '';
    expect(given > future).toBe(true);
    expect(given.slice(13, 17)).toBe('0001');
  });

  test('is refused when merging would not give it', async () => {
    const done = attempt(randomUUID(), { status: 'completed' });
    const { learnerId } = await stored(done);
    for (const change of [
      `mode = 'mixed'`,
      `status = 'abandoned'`,
      'duration_ms = 4',
      'completed_at = 1700000100001',
      'completed_at = null',
      `learner_id = gen_random_uuid()`,
      `answers = '{}'`,
      `answers = jsonb_set(answers, '{q1,hlc}', '"${stamp(1)}"')`,
      `stamps = stamps - 'timeLimitMs'`,
      `stamps = stamps || '{"timeLimitMs":"${stamp(1)}"}'`,
      `stamps = stamps || '{"once":"${future}"}'`,
    ])
      await expect(update(learnerId, change), change).rejects.toThrow(/may (not|only)|never|born|taken away/);
    expect((await feedOf(learnerId))[0]).toMatchObject({ version: 1, row: done });
  });

  test('goes through when it is an inflation, whatever rule its field has', async () => {
    const { learnerId } = await stored();
    await update(learnerId, `status = 'abandoned', duration_ms = 6, completed_at = 1700000099999, earned_points = 3`);
    await update(learnerId, `answers = answers || '{"q1":{"response":"x"}}' || '{"q2":{"response":"y"}}'`).catch(
      () => {},
    );
    await update(
      learnerId,
      `answers = answers || jsonb_build_object('q1', (answers -> 'q1') || '{"response":"x"}', 'q2', '{"response":"y"}'::jsonb)`,
    );
    const [row] = await feedOf(learnerId);
    expect(row?.row).toMatchObject({
      status: 'abandoned',
      durationMs: 6,
      completedAt: 1_700_000_099_999,
      earnedPoints: 3,
    });
    const answers = row?.row.answers as Record<string, { hlc: string }>;
    expect(answers.q1?.hlc && answers.q1.hlc > past).toBe(true);
    expect(isHlc(answers.q2?.hlc)).toBe(true);
  });

  test('gives a new row the stamps it left out', async () => {
    const { learnerId } = await stored();
    await database().query(
      `insert into study_days (learner_id, local_day, course, active_ms) values ($1, '2026-01-02', 'none', '{"x":1}')`,
      [learnerId],
    );
    const row = (await feedOf(learnerId)).find(({ collection }) => collection === 'studyDays');
    expect(row).toMatchObject({ key: '2026-01-02/none', version: 2 });
    expect(Object.values(row?.row.stamps ?? {}).every(isHlc)).toBe(true);
    expect(Object.keys(row?.row.stamps ?? {}).sort()).toEqual(['deletedAt', 'once']);
  });

  test('[T1] turns a hard DELETE into a tombstone, once', async () => {
    const { learnerId } = await stored();
    await database().query('delete from attempts where learner_id = $1', [learnerId]);
    const [row] = await feedOf(learnerId);
    expect(row?.version).toBe(2);
    expect(row?.row.deletedAt).toBeGreaterThan(1_700_000_000_000);
    expect((row?.row.stamps.deletedAt ?? '') > past).toBe(true);
    await database().query('delete from attempts where learner_id = $1', [learnerId]);
    expect((await feedOf(learnerId))[0]).toEqual(row);
  });

  test('[S2] gives each row of one statement its own version, and none to a row that stays the same', async () => {
    const { learnerId } = await stored();
    const ids = [randomUUID(), randomUUID(), randomUUID()].sort();
    const put = (rows: AnyRow[]) =>
      withLearnerOn(database().db)(learnerId, (store) =>
        store.putRows(
          'attempts',
          rows.map((row) => ({ key: String(row.id), row })),
        ),
      );
    await put(ids.map((id) => attempt(id)));
    expect((await feedOf(learnerId)).map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    await put(ids.map((id, index) => attempt(id, { durationMs: index === 1 ? 9 : 5 })));
    expect((await feedOf(learnerId)).map(({ key, version }) => [key, version]).slice(1)).toEqual([
      [ids[0], 2],
      [ids[2], 4],
      [ids[1], 5],
    ]);
    await update(learnerId, 'duration_ms = duration_ms + 1');
    expect((await feedOf(learnerId)).map(({ version }) => version)).toEqual([6, 7, 8, 9]);
  });

  test('cannot truncate what the feed shows', async () => {
    await expect(database().query('truncate attempts')).rejects.toThrow(/delete rows instead/);
    await expect(database().query('truncate learners cascade')).rejects.toThrow(/delete rows instead/);
  });

  test('marks the learner for a new fold, and tells whoever listens', async () => {
    const { learnerId } = await stored();
    const heard: string[] = [];
    const stop = await database().listen('hornbook_changes', (payload) => heard.push(payload));
    await database().query('delete from dirty_learners');
    await update(learnerId, 'duration_ms = 50');
    expect(await database().query('select learner_id, version::int from dirty_learners')).toEqual([
      { learner_id: learnerId, version: 2 },
    ]);
    await expect.poll(() => heard).toEqual([learnerId]);
    stop();
  });

  test('erasing a learner removes all that is theirs', async () => {
    const { learnerId } = await stored();
    await database().query('delete from learners where id = $1', [learnerId]);
    for (const table of ['attempts', 'changes', 'learner_clocks', 'dirty_learners'])
      expect(await database().query(`select from ${table} where learner_id = $1`, [learnerId])).toEqual([]);
  });
});
