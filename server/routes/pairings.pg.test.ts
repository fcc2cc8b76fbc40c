import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { makeAuth } from '../auth/auth.ts';
import { readEnv } from '../env.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice, makeTestDevice, pair, type TestDevice } from '../testing/test-device.ts';

describeOnBoth('pairing', (database) => {
  let app: Hono;
  beforeAll(async () => {
    app = await makeTestApp(database());
  });
  const signedIn = () => makeClaimedDevice(app);
  const offer = async (device: TestDevice) =>
    (await (await device.post('/auth/pairings')).json()) as { code: string; pairing: string; lifeMs: number };
  const stateOf = async (device: TestDevice, pairing: string) =>
    (await device.get(`/auth/pairings/${pairing}`)).json() as Promise<unknown>;
  const ask = async (device: TestDevice, code: string) => device.post('/auth/pairings/ask', await device.request(code));
  const join = async (device: TestDevice, pairing: string) =>
    device.post('/auth/pairings/join', await device.joinClaim(pairing));

  test('a device joins by a short code once the device that showed it says yes, and not before', async () => {
    const first = await signedIn();
    const { code, pairing, lifeMs } = await offer(first);
    expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
    expect(lifeMs).toBe(300_000);
    expect(await stateOf(first, pairing)).toEqual({ state: 'open' });
    const second = await makeTestDevice(app);
    const asked = await ask(second, code);
    expect([asked.status, await asked.json()]).toEqual([200, { pairing }]);
    expect(asked.headers.getSetCookie()).toEqual([]);
    expect(await stateOf(first, pairing)).toEqual({ state: 'asked', deviceName: 'A tablet' });

    await database().query(`update profile set display_name = 'Ana' where learner_id = $1`, [first.learnerId]);
    const early = await join(second, pairing);
    expect([early.status, await early.json()]).toEqual([202, { state: 'waiting' }]);
    expect((await second.get('/auth/learner')).status).toBe(401);
    expect((await first.post('/auth/pairings/answer', { pairing, accept: true })).status).toBe(200);
    const joined = await (await join(second, pairing)).json();
    expect(joined, 'and sees whose device it is now').toMatchObject({ learnerId: first.learnerId, name: 'Ana' });
    expect(await (await second.get('/auth/learner')).json()).toEqual({ learnerId: first.learnerId });
    expect((await join(second, pairing)).status, 'a lost reply').toBe(200);
    expect(await stateOf(first, pairing)).toEqual({ state: 'accepted', deviceName: 'A tablet' });
  });

  test('a code is kept as a seal only, is good for one device, and ends when another is made', async () => {
    const first = await signedIn();
    const { code, pairing } = await offer(first);
    expect(JSON.stringify(await database().query('select * from pairings'))).not.toContain(code);
    const [second, third] = [await makeTestDevice(app), await makeTestDevice(app)];
    expect((await ask(second, code)).status).toBe(200);
    expect((await ask(second, code)).status, 'a lost reply').toBe(200);
    expect((await ask(third, code)).status).toBe(404);
    // The same device id under another key is another device.
    const twin = await makeTestDevice(app, randomUUID(), second.deviceId);
    expect((await ask(twin, code)).status).toBe(404);
    await first.post('/auth/pairings/answer', { pairing, accept: true });
    for (const stranger of [third, twin]) expect((await join(stranger, pairing)).status).toBe(404);

    const { code: old } = await offer(first);
    const { code: young } = await offer(first);
    expect((await ask(third, old)).status).toBe(404);
    expect((await ask(third, young)).status).toBe(200);
  });

  test('a device is told whose it would become once it was let in, before it is that learner’s, and nobody else is', async () => {
    const first = await signedIn();
    await database().query(`update profile set display_name = 'Ada', avatar = 'fox' where learner_id = $1`, [
      first.learnerId,
    ]);
    const { code, pairing } = await offer(first);
    const second = await makeTestDevice(app);
    const thief = await makeTestDevice(app);
    const look = async (device: TestDevice) => device.post('/auth/pairings/look', await device.lookClaim(pairing));
    expect((await look(second)).status, 'before it asked').toBe(404);
    await ask(second, code);
    const early = await look(second);
    expect([early.status, await early.text()]).toEqual([202, '{"state":"waiting"}']);
    await first.post('/auth/pairings/answer', { pairing, accept: true });
    const told = await look(second);
    expect(await told.json()).toEqual({ state: 'accepted', name: 'Ada', picture: 'fox' });
    expect(told.headers.getSetCookie()).toEqual([]);
    expect((await look(thief)).status).toBe(404);
    // A signature to look is none to join by.
    expect((await second.post('/auth/pairings/join', await second.lookClaim(pairing))).status).toBe(400);
    const devices = await database().query('select id from devices where learner_id = $1', [first.learnerId]);
    expect(devices).toEqual([{ id: first.deviceId }]);
    expect((await join(second, pairing)).status).toBe(200);
  });

  test('no means no: it cannot become a yes, and the device that asked is told', async () => {
    const first = await signedIn();
    const { code, pairing } = await offer(first);
    const second = await makeTestDevice(app);
    expect((await first.post('/auth/pairings/answer', { pairing, accept: true })).status, 'nobody asked yet').toBe(404);
    await ask(second, code);
    expect((await first.post('/auth/pairings/answer', { pairing, accept: false })).status).toBe(200);
    expect((await first.post('/auth/pairings/answer', { pairing, accept: false })).status).toBe(200);
    expect((await first.post('/auth/pairings/answer', { pairing, accept: true })).status).toBe(404);
    const told = await join(second, pairing);
    expect([told.status, await told.json()]).toMatchObject([403, { code: 'not-confirmed' }]);
    expect(await stateOf(first, pairing)).toMatchObject({ state: 'refused' });
  });

  test('only the device that shows the code can say yes to it, or see who asked', async () => {
    const first = await signedIn();
    const sibling = await makeTestDevice(app, first.learnerId);
    await pair(first, sibling);
    const { code, pairing } = await offer(first);
    const second = await makeTestDevice(app);
    await ask(second, code);
    for (const other of [sibling, await signedIn()]) {
      expect((await other.post('/auth/pairings/answer', { pairing, accept: true })).status).toBe(404);
      expect(await stateOf(other, pairing)).toEqual({ state: 'ended' });
    }
    expect((await second.post('/auth/pairings/answer', { pairing, accept: true })).status).toBe(401);
    expect((await second.get(`/auth/pairings/${pairing}`)).status).toBe(401);
    expect((await join(second, pairing)).status).toBe(202);
  });

  test('after five minutes a code is worth nothing, whoever had asked with it', async () => {
    const first = await signedIn();
    const { code, pairing } = await offer(first);
    const second = await makeTestDevice(app);
    await ask(second, code);
    await database().query(`update pairings set expires_at = now() - interval '1 s' where id = $1`, [pairing]);
    expect((await ask(second, code)).status).toBe(404);
    expect((await first.post('/auth/pairings/answer', { pairing, accept: true })).status).toBe(404);
    expect((await join(second, pairing)).status).toBe(404);
    expect(await stateOf(first, pairing)).toEqual({ state: 'ended' });
  });

  test('a device that is signed out does not come back by the pairing it came by, nor do codes it showed work', async () => {
    const first = await signedIn();
    const second = await makeTestDevice(app);
    const { code, pairing } = await offer(first);
    await ask(second, code);
    await first.post('/auth/pairings/answer', { pairing, accept: true });
    await join(second, pairing);
    const shown = await offer(second);
    await first.revoke(second.deviceId);
    expect((await join(second, pairing)).status).toBe(404);
    expect((await second.get('/auth/learner')).status).toBe(401);
    expect((await ask(await makeTestDevice(app), shown.code)).status).toBe(404);
  });

  test('a code made by hand for a learner without a device lets one in, and shows none that was never there', async () => {
    const first = await signedIn();
    const { pairings } = await makeAuth(database(), readEnv({}));
    const second = await makeTestDevice(app);
    const { pairing } = (await (await ask(second, await pairings.makeUnattended(first.learnerId))).json()) as {
      pairing: string;
    };
    expect((await join(second, pairing)).status).toBe(200);
    const { devices } = (await (await second.get('/auth/devices')).json()) as { devices: unknown[] };
    expect(devices).toHaveLength(2);
  });

  test('what is not signed by the key it names, or is no code at all, asks nothing', async () => {
    const first = await signedIn();
    const { code, pairing } = await offer(first);
    const second = await makeTestDevice(app);
    const good = await second.request(code);
    for (const bad of [
      { ...good, signature: 'A'.repeat(86) },
      { ...good, deviceId: randomUUID() },
      { ...good, challenge: 'l0.l0.l0' },
      { ...good, code: code.toLowerCase() },
      { ...good, code: 'AEIOUAEI' },
      { ...good, deviceName: '' },
      { ...good, learnerId: first.learnerId },
      {},
    ])
      expect((await second.post('/auth/pairings/ask', bad)).status).toBe(400);
    expect(await stateOf(first, pairing)).toEqual({ state: 'open' });
  });
});
