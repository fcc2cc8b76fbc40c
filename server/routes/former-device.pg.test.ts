import type { Hono } from 'hono';
import { expect, test } from 'vitest';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice, makeTestDevice } from '../testing/test-device.ts';

/** A browser: what is wiped is the store with its key; its cookies may well stay. */
const browserOf = (app: Hono) => {
  let cookie = '';
  const request: Hono['request'] = async (path, init) => {
    const headers = new Headers(init?.headers);
    if (cookie) headers.set('cookie', cookie);
    const response = await app.request(path as string, { ...init, headers });
    const set = response.headers.getSetCookie().find((line) => line.includes('hornbook='));
    if (set) cookie = set.split(';')[0] ?? '';
    return response;
  };
  return { request, clearCookies: () => (cookie = '') };
};

describeOnBoth('a browser that lost its store and kept its cookie', (database) => {
  const prepare = async () => {
    const app = await makeTestApp(database());
    const browser = browserOf(app);
    const before = await makeTestDevice(browser);
    await before.post('/auth/claim', await before.claim());
    await database().query(`update profile set display_name = 'Ana' where learner_id = $1`, [before.learnerId]);
    const after = await makeTestDevice(browser);
    return { app, browser, before, after };
  };
  const goOn = async (device: Awaited<ReturnType<typeof makeTestDevice>>) => {
    const { deviceId, publicKey } = device;
    const challenge = await device.challenge();
    const signature = await device.sign(`hornbook-go-on-v1\n${deviceId}\n${challenge}`);
    return { deviceId, deviceName: 'A phone', publicKey, challenge, signature };
  };

  test('is told whose it was and what the service has of them, before anything ends that session', async () => {
    const { after, before } = await prepare();
    const told = await after.post('/auth/claim', await after.claim());
    expect([told.status, await told.json()]).toMatchObject([
      409,
      { code: 'former', former: { deviceName: 'A phone', name: 'Ana', attempts: 0, lastSeenAt: expect.any(Number) } },
    ]);
    expect(await (await after.get('/auth/learner')).json()).toEqual({ learnerId: before.learnerId });
    expect(await database().query('select id from learners where id = $1', [after.learnerId])).toEqual([]);
  });

  test('goes on as that learner, by its cookie and a key of its own; the device list shows it', async () => {
    const { after, before, browser } = await prepare();
    const went = await after.post('/auth/go-on', await goOn(after));
    expect([went.status, await went.json()]).toMatchObject([200, { learnerId: before.learnerId }]);
    browser.clearCookies();
    const claim = { ...(await after.claim()), learnerId: before.learnerId };
    const signature = await after.sign(`hornbook-claim-v1\n${before.learnerId}\n${after.deviceId}\n${claim.challenge}`);
    expect((await after.post('/auth/claim', { ...claim, signature })).status, 'by its key from now on').toBe(200);
    const { devices } = (await (await after.get('/auth/devices')).json()) as { devices: { deviceId: string }[] };
    expect(devices.map(({ deviceId }) => deviceId).sort()).toEqual([before.deviceId, after.deviceId].sort());
  });

  test('begins anew when the learner says so, and is told nothing of anybody without the cookie', async () => {
    const { after, browser, before, app } = await prepare();
    expect((await after.post('/auth/claim', await after.claim({ anew: true }))).status).toBe(200);
    expect(await (await after.get('/auth/learner')).json()).toEqual({ learnerId: after.learnerId });
    browser.clearCookies();
    const stranger = await makeClaimedDevice(app);
    const nobody = await makeTestDevice(app);
    expect((await nobody.post('/auth/go-on', await goOn(nobody))).status).toBe(401);
    const unsigned = { ...(await goOn(stranger)), signature: 'A'.repeat(86) };
    expect((await stranger.post('/auth/go-on', unsigned)).status).toBe(400);
    expect(before.learnerId).not.toBe(after.learnerId);
  });

  test('does not go on once its device was signed out from another one, nor as a learner who is gone', async () => {
    const { after, before } = await prepare();
    await database().query('update devices set revoked_at = now() where learner_id = $1', [before.learnerId]);
    expect((await after.post('/auth/go-on', await goOn(after))).status).toBe(401);
    expect((await after.post('/auth/claim', await after.claim())).status, 'nobody is told of').toBe(200);
    const other = await prepare();
    await database().query('update learners set gone_at = now() where id = $1', [other.before.learnerId]);
    expect((await other.after.post('/auth/go-on', await goOn(other.after))).status).toBe(401);
  });
});
