import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { beforeAll, expect, test, vi } from 'vitest';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice, makeTestDevice, pair } from '../testing/test-device.ts';

describeOnBoth('how a device shows who it is', (database) => {
  let app: Hono;
  beforeAll(async () => {
    app = await makeTestApp(database());
  });
  const count = async (table: string, learnerId: string) => {
    const column = table === 'learners' ? 'id' : 'learner_id';
    const [row] = await database().query<{ n: number }>(
      `select count(*)::int as n from ${table} where ${column} = $1`,
      [learnerId],
    );
    return row?.n;
  };
  const users = async () => (await database().query<{ n: number }>('select count(*)::int as n from "user"'))[0]?.n ?? 0;

  test('the first signed claim adopts the learner, registers the device and opens a session', async () => {
    const device = await makeTestDevice(app);
    const response = await device.post('/auth/claim', await device.claim());
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ learnerId: device.learnerId, serverTime: expect.any(Number) });
    expect(response.headers.get('x-hornbook-protocol')).toBe('1');
    const learner = await device.get('/auth/learner');
    expect(await learner.json()).toEqual({ learnerId: device.learnerId });
    expect(await count('learners', device.learnerId)).toBe(1);
    expect(await count('devices', device.learnerId)).toBe(1);
    expect(await count('learner_clocks', device.learnerId)).toBe(1);
    const [row] = await database().query<{ user_id: string; is_anonymous: boolean }>(
      'select l.user_id, u.is_anonymous from learners l join "user" u on u.id = l.user_id where l.id = $1',
      [device.learnerId],
    );
    expect(row?.is_anonymous).toBe(true);
    expect(row?.user_id).not.toBe(device.learnerId);
  });

  test('the session is a cookie no script can read, and its token is in no answer', async () => {
    const device = await makeTestDevice(app);
    const response = await device.post('/auth/claim', await device.claim());
    const cookie = response.headers.getSetCookie().join('\n');
    expect(cookie).toMatch(/^hornbook=[^;]+;/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toMatch(/Path=\//i);
    expect(cookie).not.toMatch(/Secure/i);
    const [row] = await database().query<{ token: string }>('select token from session where learner_id = $1', [
      device.learnerId,
    ]);
    const token = row?.token ?? '';
    expect(decodeURIComponent(cookie)).toContain(token);
    for (const answer of [response, await device.get('/auth/learner'), await device.post('/auth/pairings')])
      expect(await answer.text()).not.toContain(token);
  });

  test('over https the cookie is bound to this very origin', async () => {
    const secure = await makeTestApp(database(), { PUBLIC_URL: 'https://learn.example.org' });
    const device = await makeTestDevice(secure);
    const response = await device.post('/auth/claim', await device.claim());
    const cookie = response.headers.getSetCookie().join('\n');
    expect(cookie).toMatch(/^__Host-hornbook=/);
    expect(cookie).toMatch(/Secure/i);
    expect(cookie).not.toMatch(/Domain/i);
    expect((await device.get('/auth/learner')).status).toBe(200);
  });

  test('a device that comes over http to a service of https is told where to go, and claims nothing', async () => {
    const settings = { PUBLIC_URL: 'https://learn.example.org', TRUST_PROXY: '1' };
    const behindTls = await makeTestApp(database(), settings);
    const device = await makeTestDevice(behindTls);
    const overHttp: Record<string, string>[] = [
      { origin: 'http://learn.example.org' },
      { 'x-forwarded-proto': 'http' },
    ];
    for (const headers of overHttp) {
      const refused = await device.post('/auth/claim', await device.claim(), headers);
      expect(refused.status).toBe(400);
      expect(await refused.json()).toEqual({
        code: 'wrong-address',
        message: expect.stringContaining('https://learn.example.org'),
      });
    }
    const page = await behindTls.request('/learn?x=1', { headers: { 'x-forwarded-proto': 'http' } });
    expect([page.status, page.headers.get('location')]).toEqual([307, 'https://learn.example.org/learn?x=1']);
    expect((await device.post('/auth/claim', await device.claim(), { 'x-forwarded-proto': 'https' })).status).toBe(200);
  });

  test('[R2] after a restore that lost a learner, the first device to come makes it anew and lets the others in again', async () => {
    const first = await makeClaimedDevice(app);
    const second = await makeTestDevice(app, first.learnerId);
    await pair(first, second);
    // The backup is from before this learner's first day.
    await database().query('delete from learners where id = $1', [first.learnerId]);
    expect((await second.get('/auth/learner')).status).toBe(401);
    expect((await second.post('/auth/claim', await second.claim())).status).toBe(200);
    const refused = await first.post('/auth/claim', await first.claim());
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      { code: 'other-key', message: expect.stringMatching(/link/) },
    ]);
    expect((await pair(second, first)).status).toBe(200);
    for (const device of [first, second])
      expect(await (await device.get('/auth/learner')).json()).toEqual({ learnerId: first.learnerId });
    expect((await first.post('/auth/claim', await first.claim())).status).toBe(200);
  });

  test('the same claim again, after a lost reply, gives the same learner and a fresh cookie', async () => {
    const device = await makeTestDevice(app);
    const claim = await device.claim();
    const first = await device.post('/auth/claim', claim);
    device.forgetCookie();
    const again = await device.post('/auth/claim', claim);
    expect(again.status).toBe(200);
    expect(again.headers.getSetCookie()).not.toEqual(first.headers.getSetCookie());
    expect((await device.get('/auth/learner')).status).toBe(200);
    expect(await count('learners', device.learnerId)).toBe(1);
    expect(await count('devices', device.learnerId)).toBe(1);
  });

  test('eight tabs that claim at once make one learner, one device and one account', async () => {
    const before = await users();
    const device = await makeTestDevice(app);
    const claims = await Promise.all(Array.from({ length: 8 }, () => device.claim()));
    const responses = await Promise.all(claims.map((claim) => device.post('/auth/claim', claim)));
    expect(responses.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(await count('learners', device.learnerId)).toBe(1);
    expect(await count('devices', device.learnerId)).toBe(1);
    expect(await users()).toBe(before + 1);
  });

  test('a browser that keeps losing its cookie leaves no heap of sessions', async () => {
    const device = await makeTestDevice(app);
    for (let claims = 0; claims < 14; claims += 1) {
      device.forgetCookie();
      await device.post('/auth/claim', await device.claim());
    }
    expect(await count('session', device.learnerId)).toBe(10);
    expect((await device.get('/auth/learner')).status).toBe(200);
  });

  test('the same learner by another key is refused, from the same device id or another', async () => {
    const owner = await makeClaimedDevice(app);
    for (const deviceId of [owner.deviceId, randomUUID()]) {
      const thief = await makeTestDevice(app, owner.learnerId, deviceId);
      const response = await thief.post('/auth/claim', await thief.claim());
      expect(response.status).toBe(409);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
    expect(await count('devices', owner.learnerId)).toBe(1);
  });

  test('two keys that claim one new learner at once: one gets it, the other is refused', async () => {
    const learnerId = randomUUID();
    const rivals = [await makeTestDevice(app, learnerId), await makeTestDevice(app, learnerId)];
    const statuses = await Promise.all(
      rivals.map(async (rival) => (await rival.post('/auth/claim', await rival.claim())).status),
    );
    expect(statuses.sort()).toEqual([200, 409]);
  });

  test('a claim that is not signed, signed for something else, or too old makes nothing', async () => {
    const device = await makeTestDevice(app);
    const other = await makeTestDevice(app);
    const refused = [
      await device.claim({ learnerId: randomUUID() }),
      await device.claim({ publicKey: other.publicKey }),
      await device.claim({ signature: 'A'.repeat(86) }),
      await device.claim({ publicKey: { ...device.publicKey, x: 'A'.repeat(43) } }),
      await device.claim({ challenge: 'l0.l0.l0' }),
      await device.claim({ publicKey: { ...device.publicKey, d: 'A'.repeat(43) } }),
      await device.claim({ learnerId: 'not-an-id' }),
      {},
    ];
    for (const claim of refused) expect((await device.post('/auth/claim', claim)).status).toBe(400);

    vi.useFakeTimers({ now: Date.now(), toFake: ['Date'] });
    const old = await device.claim();
    vi.setSystemTime(Date.now() + 5 * 60_000 + 1);
    const response = await device.post('/auth/claim', old);
    vi.useRealTimers();
    expect(await response.json()).toMatchObject({ code: 'stale-challenge' });
    expect(await count('learners', device.learnerId)).toBe(0);
  });

  test('asking who is signed in never makes anyone', async () => {
    const device = await makeTestDevice(app);
    expect((await device.get('/auth/learner')).status).toBe(401);
    expect((await device.get('/auth/learner', { cookie: 'hornbook=made-up.signature' })).status).toBe(401);
    expect(await count('learners', device.learnerId)).toBe(0);
  });

  test('after signing out the cookie is worth nothing, and the learner is still there to be claimed', async () => {
    const device = await makeTestDevice(app);
    const response = await device.post('/auth/claim', await device.claim());
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect((await device.post('/auth/sign-out')).status).toBe(200);
    device.forgetCookie();
    expect((await device.get('/auth/learner', { cookie })).status).toBe(401);
    expect((await device.post('/auth/claim', await device.claim())).status).toBe(200);
  });

  test('signing out says so when it could not: the session must not live on behind the learner’s back', async () => {
    const device = await makeClaimedDevice(app);
    await database().query(`create function no_delete() returns trigger language plpgsql as $$
      begin raise exception 'the disk is full' using errcode = '53100'; end $$`);
    await database().query('create trigger no_delete before delete on session execute function no_delete()');
    const failed = await device.post('/auth/sign-out');
    await database().query('drop function no_delete cascade');
    expect(failed.ok).toBe(false);
    expect(failed.headers.getSetCookie()).toEqual([]);
    expect((await device.get('/auth/learner')).status).toBe(200);
    expect((await device.post('/auth/sign-out')).status).toBe(200);
    expect((await device.get('/auth/learner')).status).toBe(401);
  });

  test('a session is renewed when a week of its year has gone, and not before', async () => {
    const device = await makeClaimedDevice(app);
    const age = (days: number) =>
      database().query(
        `update session set expires_at = now() + make_interval(days => 365 - $2) where learner_id = $1`,
        [device.learnerId, days],
      );
    await age(6);
    expect((await device.get('/auth/learner')).headers.getSetCookie()).toEqual([]);
    await age(8);
    expect((await device.get('/auth/learner')).headers.getSetCookie()[0]).toMatch(/hornbook=.*Max-Age=31536000/);
    expect((await device.get('/auth/learner')).headers.getSetCookie()).toEqual([]);
  });

  test('a session that ended, a device signed out from another, an erased learner: none is let in', async () => {
    const device = await makeClaimedDevice(app);
    const { learnerId } = device;
    await database().query('update devices set revoked_at = now() where learner_id = $1', [learnerId]);
    expect((await device.get('/auth/learner')).status).toBe(401);
    expect((await device.post('/auth/claim', await device.claim())).status).toBe(403);
    await database().query('update devices set revoked_at = null where learner_id = $1', [learnerId]);
    await database().query(`update session set expires_at = now() - interval '1 s' where learner_id = $1`, [learnerId]);
    expect((await device.get('/auth/learner')).status).toBe(401);
    expect((await device.post('/auth/claim', await device.claim())).status).toBe(200);
    await database().query('update learners set gone_at = now() where id = $1', [learnerId]);
    expect((await device.get('/auth/learner')).status).toBe(401);
    expect((await device.post('/auth/claim', await device.claim())).status).toBe(410);
  });

  test("another site's page can send nothing with a learner's cookie", async () => {
    const device = await makeClaimedDevice(app);
    const status = async (headers: Record<string, string>) =>
      (await device.post('/auth/sign-out', {}, { host: 'localhost', ...headers })).status;
    expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status({ 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await status({ origin: 'https://evil.example' })).toBe(403);
    expect(await status({ origin: 'null' })).toBe(403);
    expect(await status({ 'content-type': 'text/plain' })).toBe(415);
    expect((await device.get('/auth/learner')).status).toBe(200);
    expect(await status({ 'sec-fetch-site': 'same-origin', origin: 'http://localhost' })).toBe(200);
  });

  test('a network that makes learners without end is asked to wait; those it has go on', async () => {
    const strict = await makeTestApp(database());
    const known = await makeTestDevice(strict);
    await known.post('/auth/claim', await known.claim());
    let refused: Response | undefined;
    for (let made = 0; made < 200 && !refused; made += 1) {
      const device = await makeTestDevice(strict);
      const response = await device.post('/auth/claim', await device.claim());
      if (response.status === 429) refused = response;
    }
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await known.post('/auth/claim', await known.claim())).status).toBe(200);
  });
});
