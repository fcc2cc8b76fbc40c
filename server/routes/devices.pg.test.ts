import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { scopeOf } from '../auth/learner-scope.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice, makeTestDevice, pair, type TestDevice } from '../testing/test-device.ts';

describeOnBoth('the devices of a learner', (database) => {
  let app: Hono;
  beforeAll(async () => {
    app = await makeTestApp(database());
  });
  const twoDevices = async (): Promise<[TestDevice, TestDevice]> => {
    const first = await makeClaimedDevice(app);
    const second = await makeTestDevice(app, first.learnerId);
    expect((await pair(first, second)).status).toBe(200);
    return [first, second];
  };
  const listed = async (device: TestDevice) =>
    ((await (await device.get('/auth/devices')).json()) as { devices: { deviceId: string; name: string }[] }).devices;

  test('are listed to each of them, by name, with the one that asks marked, and to nobody else', async () => {
    const [first, second] = await twoDevices();
    const devices = await listed(first);
    expect(devices).toHaveLength(2);
    expect(devices).toContainEqual({
      deviceId: first.deviceId,
      name: 'A phone',
      current: true,
      addedAt: expect.any(Number),
      lastSeenAt: expect.any(Number),
    });
    expect(devices).toContainEqual(
      expect.objectContaining({ deviceId: second.deviceId, name: 'A tablet', current: false }),
    );
    const stranger = await makeTestDevice(app);
    expect((await stranger.get('/auth/devices')).status).toBe(401);
    await stranger.post('/auth/claim', await stranger.claim());
    expect(await listed(stranger)).toHaveLength(1);
  });

  test('a name given from one device stays, though the device itself says another when it comes back', async () => {
    const [first, second] = await twoDevices();
    const body = { deviceId: second.deviceId, name: 'The one in the kitchen' };
    expect((await first.post('/auth/devices/rename', body)).status).toBe(200);
    second.forgetCookie();
    await second.post('/auth/claim', await second.claim());
    expect((await listed(first)).map(({ name }) => name).sort()).toEqual(['A phone', 'The one in the kitchen']);
    for (const name of ['', ' ', 'x'.repeat(81), 7, '\u0000'])
      expect((await first.post('/auth/devices/rename', { ...body, name })).status).toBe(400);
  });

  test('a device signed out from another gets no session by its key again, whatever it lost, until it is added anew', async () => {
    const [first, second] = await twoDevices();
    expect((await first.revoke(second.deviceId)).status).toBe(200);
    expect((await first.revoke(second.deviceId)).status, 'a lost reply').toBe(200);
    expect((await second.get('/auth/learner')).status).toBe(401);
    second.forgetCookie();
    const refused = await second.post('/auth/claim', await second.claim());
    expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'revoked' }]);
    expect(refused.headers.getSetCookie()).toEqual([]);
    expect(await listed(first)).toHaveLength(1);

    const impostor = await makeTestDevice(app, first.learnerId, second.deviceId);
    expect((await pair(first, impostor)).status, 'another key').toBe(409);
    expect((await second.post('/auth/claim', await second.claim())).status).toBe(403);
    expect((await pair(first, second)).status).toBe(200);
    expect((await second.post('/auth/claim', await second.claim())).status).toBe(200);
    expect(await listed(first)).toHaveLength(2);
  });

  test('a device is signed out by another one’s own key, for that very device, and not by a session alone', async () => {
    const [first, second] = await twoDevices();
    const [, other] = await twoDevices();
    const { deviceId } = second;
    const unproven = [
      undefined,
      { ...(await first.proof(`revoke-device ${deviceId}`)), signature: 'A'.repeat(86) },
      await first.proof(`revoke-device ${first.deviceId}`),
      await first.proof('delete-learner'),
      await other.proof(`revoke-device ${deviceId}`),
      await other.proof(`revoke-device ${deviceId}`, { learnerId: first.learnerId }),
      { ...(await first.proof(`revoke-device ${deviceId}`)), challenge: 'x' },
    ];
    for (const proof of unproven)
      expect((await first.post('/auth/devices/revoke', { deviceId, proof })).status).toBe(400);
    expect(await listed(first)).toHaveLength(2);
    expect((await second.get('/auth/learner')).status).toBe(200);
  });

  test('a device that is signed out is reminded no more, and hears nothing more of an answer it still listens to', async () => {
    const [first, second] = await twoDevices();
    const endpoint = 'https://updates.push.services.mozilla.com/wpush/v2/abc';
    const subscription = { endpoint, keys: { p256dh: 'BA', auth: 'AA' }, language: 'en' };
    for (const [device, at] of [
      [first, `${endpoint}1`],
      [second, `${endpoint}2`],
    ] as const)
      expect((await device.post('/sync/reminders/subscribe', { ...subscription, endpoint: at })).status).toBe(200);
    const scope = scopeOf(first.learnerId);
    const begun = await second.get(`/sync/shape?scope=${scope}&offset=-1`);
    const [offset, handle] = [begun.headers.get('electric-offset'), begun.headers.get('electric-handle')];
    const query = `scope=${scope}&offset=${offset}&handle=${handle}&live=true&live_sse=true`;
    const listening = await second.get(`/sync/shape?${query}`);
    expect(listening.headers.get('content-type')).toContain('text/event-stream');
    const heard = listening.text();

    await first.revoke(second.deviceId);
    const name = (at: number) => `${at.toString(16).padStart(12, '0')}-0000-replicaa00`;
    const row = { id: 'me', displayName: 'A secret', stamps: { displayName: name(Date.now()) }, deletedAt: null };
    const head = { protocol: 1, learnerId: first.learnerId, replicaId: 'replicaa00', heard: Date.now() };
    const { epoch } = (await (await first.post('/sync/push', { ...head, epoch: null, rows: [] })).json()) as {
      epoch: string;
    };
    row.stamps = { ...row.stamps, once: name(Date.now()) } as typeof row.stamps;
    const pushed = await first.post('/sync/push', {
      ...head,
      epoch,
      rows: [{ collection: 'profile', key: 'me', rev: 1, row }],
    });
    expect(await pushed.json()).toMatchObject({ verdicts: [{ verdict: 'accepted' }] });
    expect(await heard).not.toContain('A secret');
    const left = await database().query('select endpoint from push_subscriptions where learner_id = $1', [
      first.learnerId,
    ]);
    expect(left).toEqual([{ endpoint: `${endpoint}1` }]);
  });

  test('nobody names or signs out a device of another learner', async () => {
    const [, mine] = await twoDevices();
    const [other] = await twoDevices();
    for (const deviceId of [mine.deviceId, randomUUID()]) {
      expect((await other.revoke(deviceId)).status).toBe(404);
      expect((await other.post('/auth/devices/rename', { deviceId, name: 'Mine now' })).status).toBe(404);
    }
    expect((await mine.get('/auth/learner')).status).toBe(200);
    expect((await listed(mine)).map(({ name }) => name).sort()).toEqual(['A phone', 'A tablet']);
    other.forgetCookie();
    expect((await other.revoke(other.deviceId)).status).toBe(401);
  });

  test('when one was last seen is kept to the hour, without writing at every request', async () => {
    const [first] = await twoDevices();
    const seen = async () => (await listed(first)).find(({ deviceId }) => deviceId === first.deviceId) as unknown;
    const before = await seen();
    expect(await seen()).toEqual(before);
    await database().query(`update devices set last_seen_at = now() - interval '3 hours' where id = $1`, [
      first.deviceId,
    ]);
    await first.get('/auth/learner');
    const [row] = await database().query<{ recent: boolean }>(
      `select last_seen_at > now() - interval '1 minute' as recent from devices where id = $1`,
      [first.deviceId],
    );
    expect(row?.recent).toBe(true);
  });
});
