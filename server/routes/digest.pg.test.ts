import { collections } from '@hornbook/shared/collections/index.ts';
import { derivedDigest } from '@hornbook/shared/learning/derived-digest.ts';
import { makeLearnerFolder } from '@hornbook/shared/learning/learner-folder.ts';
import { type DigestReply, digestOf } from '@hornbook/shared/sync/digest.ts';
import { fingerprintOf } from '@hornbook/shared/sync/engine/apply-page.ts';
import type { PushReply } from '@hornbook/shared/sync/protocol.ts';
import { beforeAll, expect, test } from 'vitest';
import { refoldLearners } from '../folds/fold-learners.ts';
import { readFeedOn } from '../sync/read-feed.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice } from '../testing/test-device.ts';

const stamp = `${Date.now().toString(16).padStart(12, '0')}-0000-replicaa00`;
const dayRow = (localDay: string, activeMs = 5) => ({
  collection: 'studyDays',
  key: `${localDay}/none`,
  rev: 1,
  row: {
    localDay,
    course: 'none',
    activeMs: { replicaa00: activeMs },
    stamps: { once: stamp, deletedAt: stamp },
    deletedAt: null,
  },
});

describeOnBoth('[R2] a digest', (database) => {
  let app: Awaited<ReturnType<typeof makeTestApp>>;
  beforeAll(async () => {
    app = await makeTestApp(database(), { METRICS_TOKEN: 'a-token-for-tests' });
  });

  const newDevice = async () => {
    const device = await makeClaimedDevice(app);
    const push = (rows: unknown[], epoch: string | null) =>
      device.post('/sync/push', {
        ...{ protocol: 1, learnerId: device.learnerId, replicaId: 'replicaa00', epoch, heard: Date.now(), rows },
      });
    const { epoch } = (await (await push([], null)).json()) as PushReply;
    const days = [dayRow('2026-01-02'), dayRow('2026-01-03')];
    expect(await (await push(days, epoch)).json()).toMatchObject({ verdicts: [{}, {}] });
    // The profile that every learner has is the first of them.
    const { rows, version } = await readFeedOn(database().db)(device.learnerId, 0, { rows: 10, bytes: 1e6 });
    const otherwise = rows.map((row) => (row.key === '2026-01-03/none' ? dayRow('2026-01-03', 6) : row));
    const digest = {
      protocol: 1,
      learnerId: device.learnerId,
      epoch,
      version,
      known: fingerprintOf(collections),
      collections: digestOf(collections, rows),
      derived: null as ReturnType<typeof derivedDigest> | null,
    };
    const ask = async (changes: Partial<typeof digest> = {}) => device.post('/sync/digest', { ...digest, ...changes });
    const found = async (changes: Partial<typeof digest> = {}) =>
      ((await (await ask(changes)).json()) as DigestReply).found;
    return { ...device, ask, found, digest, rows, otherwise };
  };
  const counted = async (found: string) => {
    const response = await app.request('/metrics', { headers: { authorization: 'Bearer a-token-for-tests' } });
    const line = new RegExp(`hornbook_digests_total\\{found="${found}"\\} (\\d+)`).exec(await response.text());
    return Number(line?.[1] ?? 0);
  };

  test('of the same rows is equal, and comes with the service’s own', async () => {
    const { ask, digest } = await newDevice();
    const response = await ask();
    expect(response.headers.get('x-hornbook-protocol')).toBe('1');
    expect(await response.json()).toMatchObject({ found: 'equal', version: 3, collections: digest.collections });
  });

  test('of other rows at the same version is a difference, and counted', async () => {
    const { found, otherwise } = await newDevice();
    const before = await counted('rows');
    expect(await found({ collections: digestOf(collections, otherwise) })).toBe('rows');
    expect(await found({ collections: {} })).toBe('rows');
    expect(await counted('rows')).toBe(before + 2);
  });

  test('at another version, of another history or of an app that knows other fields says nothing', async () => {
    const { found } = await newDevice();
    expect(await found({ version: 1 })).toBe('not-comparable');
    expect(await found({ epoch: 'another' })).toBe('not-comparable');
    expect(await found({ known: 1 })).toBe('not-comparable');
  });

  test('also tells where what follows from equal rows differs, once the learner is folded', async () => {
    const { found, learnerId, rows } = await newDevice();
    const here = makeLearnerFolder();
    here.take(rows, () => () => undefined);
    const none = derivedDigest({ skills: [], cards: [], days: [], habits: here.habits() });
    const other = { ...none, cards: { count: 1, sum: 7 } };
    // The rows marked the learner.
    expect(await found({ derived: other })).toBe('equal');
    await refoldLearners(database().db, async () => () => () => undefined)(learnerId);
    expect(await found({ derived: none })).toBe('equal');
    const before = await counted('derived');
    expect(await found({ derived: { ...none, habits: { count: 1, sum: 7 } } })).toBe('derived');
    await refoldLearners(database().db, async () => () => () => undefined)(learnerId);
    expect(await found({ derived: other })).toBe('derived');
    // Both sides fold from nothing then; until the service has, it says nothing of it.
    expect(
      await database().query('select version::int from dirty_learners where learner_id = $1', [learnerId]),
    ).toEqual([{ version: 0 }]);
    expect(await found({ derived: other })).toBe('equal');
    expect(await found({ derived: { ...other, foldVersion: 1 } })).toBe('equal');
    expect(await counted('derived')).toBe(before + 2);
  });

  test('is nobody else’s, and nothing but a digest', async () => {
    const [a, b] = [await newDevice(), await newDevice()];
    expect((await a.ask({ learnerId: b.learnerId })).status).toBe(401);
    expect((await a.post('/sync/digest', { protocol: 1 })).status).toBe(400);
    a.forgetCookie();
    expect((await a.ask()).status).toBe(401);
  });

  test('is asked for now and then, not all the time', async () => {
    const { ask } = await newDevice();
    const statuses = await Promise.all(Array.from({ length: 25 }, async () => (await ask({ version: 0 })).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  });
});
