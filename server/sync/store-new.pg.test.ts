import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { UnknownLearner } from '../db/with-learner.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import type { NewRows } from './learner-store.ts';
import { readFeedText } from './read-feed.ts';
import { withLearnerOn } from './sql-store.ts';
import { storeNewOn } from './store-new.ts';

const day = (n: number, ms = 1) => {
  const localDay = new Date(Date.UTC(2000, 0, 1 + n)).toISOString().slice(0, 10);
  const row = { localDay, course: 'none', activeMs: { replicaa00: ms }, stamps: { once: 'a' }, deletedAt: null };
  return { key: `${localDay}/none`, row };
};
const attempt = (n: number, mode = 'review') => {
  const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const once = {
    id,
    mode,
    questionIds: ['q1', 'q2'],
    seed: 'x\ny "z"',
    replicaId: 'replicaa00',
    replicaSeq: n,
    timeZone: 'UTC',
  };
  const row = {
    ...once,
    utcOffsetMinutes: 0,
    durationMs: 1,
    answers: {},
    startedAt: 1,
    status: 'completed',
    earnedPoints: 2,
    stamps: { once: 'a' },
    deletedAt: null,
  };
  return { key: id, row };
};

describeOnBoth('new rows by one statement', (database) => {
  const newLearner = async () => {
    const id = randomUUID();
    await database().query('insert into learners (id) values ($1)', [id]);
    const { epoch, version } = await withLearnerOn(database().db)(id, async (store) => store);
    return { id, epoch, version };
  };
  const push = (
    epoch: string,
    rows: Record<string, NewRows['rows'][number]['rows']>,
    alsoNamed: NewRows['named'] = [],
  ) => {
    const lists = Object.entries(rows).map(([collection, some]) => ({ collection, rows: some }));
    const own = lists.flatMap(({ collection, rows: some }) => some.map(({ key }) => ({ collection, key })));
    return { epoch, replicaId: 'replicaa00', rev: 7, named: [...own, ...alsoNamed], rows: lists };
  };
  const feed = async (learnerId: string, after: number) =>
    (await readFeedText(database().db, learnerId, after, { rows: 100, bytes: 1e6 })).rows.map(
      ({ collection, key, version, row }) => ({ collection, key, version: Number(version), row: JSON.parse(row) }),
    );

  test('[S1] [S2] are stored under a version each, graded or not, as they would be one after another', async () => {
    const [a, b] = [await newLearner(), await newLearner()];
    const [days, attempts] = [
      [day(1), day(2)],
      [attempt(1), attempt(2)],
    ];
    const told: unknown[] = [];
    const storeNew = storeNewOn(database().db, (...news) => told.push(news));
    expect(await storeNew(a.id, push(a.epoch, { studyDays: days, attempts }))).toEqual({ kind: 'stored' });
    expect(told).toEqual([[a.id, 4]]);
    await withLearnerOn(database().db)(b.id, async (store) => {
      await store.putRows('studyDays', days);
      await store.putRows('attempts', attempts);
      await store.sawReplica('replicaa00', 7);
    });
    const [one, other] = [await feed(a.id, a.version), await feed(b.id, b.version)];
    expect(one.map(({ version }) => version - a.version)).toEqual([1, 2, 3, 4]);
    const relative = (rows: typeof one, from: number) => rows.map((row) => ({ ...row, version: row.version - from }));
    expect(relative(one, a.version)).toEqual(relative(other, b.version));
    const tables = (id: string) =>
      database().query(
        `select id, mode, seed, earned_points, question_ids::text, answers::text, stamps::text from attempts
          where learner_id = $1 order by id`,
        [id],
      );
    expect(await tables(a.id)).toEqual(await tables(b.id));
    const replicas = await database().query('select max_rev::int as max_rev from replicas where learner_id = any($1)', [
      [a.id, b.id],
    ]);
    expect(replicas).toEqual([{ max_rev: 7 }, { max_rev: 7 }]);
    const dirty = await database().query('select 1 from dirty_learners where learner_id = $1', [a.id]);
    expect(dirty).toHaveLength(1);
  });

  test('[S2] are not written when something the push names is there, whatever it is, nor tried again at once', async () => {
    const { id, epoch, version } = await newLearner();
    await withLearnerOn(database().db)(id, (store) => store.putRows('studyDays', [day(1, 5)]));
    const storeNew = storeNewOn(database().db);
    const known = { collection: 'studyDays', key: day(1).key };
    expect(await storeNew(id, push(epoch, { attempts: [attempt(1)] }, [known]))).toEqual({ kind: 'known' });
    expect(await storeNewOn(database().db)(id, push(epoch, { studyDays: [day(1), day(2)] }))).toEqual({
      kind: 'known',
    });
    // Others' rows under the same keys are none of its business.
    const other = await newLearner();
    expect(await storeNew(other.id, push(other.epoch, { studyDays: [day(1)] }))).toEqual({ kind: 'stored' });
    expect((await feed(id, version)).map(({ row }) => row.activeMs)).toEqual([{ replicaa00: 5 }]);
    const outcomes = [];
    for (let n = 0; n < 5; n += 1) outcomes.push((await storeNew(id, push(epoch, { studyDays: [day(10 + n)] }))).kind);
    expect(outcomes).toEqual(['known', 'known', 'known', 'stored', 'stored']);
  });

  test('[P6] leave nothing behind when the database refuses one of them, and are left to be taken apart', async () => {
    const { id, epoch, version } = await newLearner();
    const refused = push(epoch, { studyDays: [day(1)], attempts: [attempt(1), attempt(2, 'no such mode')] });
    expect(await storeNewOn(database().db)(id, refused)).toEqual({ kind: 'known' });
    expect(await feed(id, version)).toEqual([]);
    expect(await database().query('select 1 from replicas where learner_id = $1', [id])).toEqual([]);
  });

  test('[P2] are not written in another epoch, nor for a learner who is not here', async () => {
    const { id, epoch, version } = await newLearner();
    const storeNew = storeNewOn(database().db);
    expect(await storeNew(id, push('another', { studyDays: [day(1)] }))).toEqual({ kind: 'epoch', epoch });
    expect(await feed(id, version)).toEqual([]);
    await expect(storeNew(randomUUID(), push(epoch, { studyDays: [day(1)] }))).rejects.toThrow(UnknownLearner);
  });

  test('[S1] of one learner take turns, so that none gets another’s version', async () => {
    const { id, epoch, version } = await newLearner();
    const storeNew = storeNewOn(database().db);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, n) => storeNew(id, push(epoch, { studyDays: [day(2 * n), day(2 * n + 1)] }))),
    );
    expect(outcomes.every(({ kind }) => kind === 'stored')).toBe(true);
    const versions = (await feed(id, version)).map((row) => row.version - version);
    expect(versions).toEqual(Array.from({ length: 16 }, (_, n) => n + 1));
  });
});
