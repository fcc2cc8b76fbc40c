import type { FeedRow, PushReply } from '@hornbook/shared/sync/protocol.ts';
import { beforeAll, expect, test } from 'vitest';
import { scopeOf } from '../auth/learner-scope.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice } from '../testing/test-device.ts';

const stamp = `${Date.now().toString(16).padStart(12, '0')}-0000-replicaa00`;
const dayRow = (localDay: string) => ({
  collection: 'studyDays',
  key: `${localDay}/none`,
  rev: 1,
  row: {
    localDay,
    course: 'none',
    activeMs: { replicaa00: 5 },
    stamps: { once: stamp, deletedAt: stamp },
    deletedAt: null,
  },
});

describeOnBoth('a device of the whole service', (database) => {
  let app: Awaited<ReturnType<typeof makeTestApp>>;
  beforeAll(async () => {
    app = await makeTestApp(database());
  });

  const newDevice = async () => {
    const device = await makeClaimedDevice(app);
    const push = async (rows: unknown[], epoch: string | null, learnerId = device.learnerId) => {
      const body = { protocol: 1, learnerId, replicaId: 'replicaa00', epoch, heard: Date.now(), rows };
      return device.post('/sync/push', body);
    };
    const read = (query = 'offset=-1', learnerId = device.learnerId) =>
      device.get(`/sync/shape?scope=${scopeOf(learnerId)}&${query}`);
    return { ...device, push, read };
  };
  const rowsIn = async (response: Response) =>
    ((await response.json()) as { value?: Record<keyof FeedRow, string> }[]).flatMap(({ value }) =>
      value ? [value.key] : [],
    );

  test('claims, learns the epoch, pushes, and reads it all back by its session alone', async () => {
    const device = await newDevice();
    const first = (await (await device.push([dayRow('2026-01-02')], null)).json()) as PushReply;
    expect(first).toMatchObject({ retry: 'epoch' });
    const pushed = await device.push([dayRow('2026-01-02')], first.epoch);
    expect(await pushed.json()).toMatchObject({ verdicts: [{ key: '2026-01-02/none', verdict: 'accepted' }] });
    const feed = await device.read();
    expect(feed.headers.get('electric-handle')?.split('~')[0]).toContain(`-${first.epoch}`);
    expect(feed.headers.get('x-hornbook-protocol')).toBe('1');
    expect(await rowsIn(feed)).toEqual(['me', '2026-01-02/none']);
  });

  test('reaches nothing of another learner, and nothing at all without its cookie', async () => {
    const [a, b] = [await newDevice(), await newDevice()];
    const { epoch } = (await (await b.push([], null)).json()) as PushReply;
    await b.push([dayRow('2026-01-03')], epoch);
    expect((await a.push([dayRow('2026-01-04')], epoch, b.learnerId)).status).toBe(401);
    expect((await a.read('offset=-1', b.learnerId)).status).toBe(401);
    expect(await rowsIn(await a.read())).toEqual(['me']);
    a.forgetCookie();
    expect((await a.push([dayRow('2026-01-04')], epoch)).status).toBe(401);
    expect((await a.read()).status).toBe(401);
    expect(await rowsIn(await b.read())).toEqual(['me', '2026-01-03/none']);
  });

  test('refuses a push that another site’s page sent', async () => {
    const a = await newDevice();
    const { learnerId } = a;
    const body = { protocol: 1, learnerId, replicaId: 'replicaa00', epoch: null, heard: 0, rows: [] };
    expect((await a.post('/sync/push', body, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });
});
