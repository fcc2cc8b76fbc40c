import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeTestDevice, pair, type TestDevice } from '../testing/test-device.ts';

describeOnBoth('the devices of a learner', (database) => {
  let app: Hono;
  beforeAll(async () => {
    app = await makeTestApp(database());
  });
  const twoDevices = async (): Promise<[TestDevice, TestDevice]> => {
    const first = await makeTestDevice(app);
    await first.post('/auth/claim', await first.claim());
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
    expect((await first.post('/auth/devices/revoke', { deviceId: second.deviceId })).status).toBe(200);
    expect((await first.post('/auth/devices/revoke', { deviceId: second.deviceId })).status, 'a lost reply').toBe(200);
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

  test('nobody names or signs out a device of another learner', async () => {
    const [, mine] = await twoDevices();
    const [other] = await twoDevices();
    for (const deviceId of [mine.deviceId, randomUUID()]) {
      expect((await other.post('/auth/devices/revoke', { deviceId })).status).toBe(404);
      expect((await other.post('/auth/devices/rename', { deviceId, name: 'Mine now' })).status).toBe(404);
    }
    expect((await mine.get('/auth/learner')).status).toBe(200);
    expect((await listed(mine)).map(({ name }) => name).sort()).toEqual(['A phone', 'A tablet']);
    other.forgetCookie();
    expect((await other.post('/auth/devices/revoke', { deviceId: other.deviceId })).status).toBe(401);
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
