import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { CHUNK_MEDIA_TYPE, COMPLETE_HEADER, LENGTH_HEADER, OFFSET_HEADER } from '@hornbook/shared/blobs/transfer.ts';
import { DELIVERY_HEADER, LEARNER_HEADER } from '@hornbook/shared/sync/protocol.ts';
import type { Hono } from 'hono';
import { beforeAll, expect, test, vi } from 'vitest';
import { scopeOf } from '../auth/learner-scope.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice, makeTestDevice, type TestDevice } from '../testing/test-device.ts';

describeOnBoth('one browser that several learners share', (database) => {
  let app: Hono;
  beforeAll(async () => {
    app = await makeTestApp(database());
  });
  const stamp = `${Date.now().toString(16).padStart(12, '0')}-0000-replicaa00`;
  const row = {
    localDay: '2026-01-02',
    course: 'none',
    activeMs: { replicaa00: 5 },
    stamps: { once: stamp, deletedAt: stamp },
    deletedAt: null,
  };
  const pushOf = async (learnerId: string) => {
    const [meta] = await database().query<{ value: string }>(`select value from hornbook_meta where key = 'epoch'`);
    return {
      protocol: 1,
      learnerId,
      replicaId: 'replicaa00',
      epoch: meta?.value ?? null,
      heard: Date.now(),
      rows: [{ collection: 'studyDays', key: '2026-01-02/none', rev: 1, row }],
    };
  };
  const signedIn = () => makeClaimedDevice(app);
  const ticketFor = async (device: TestDevice): Promise<string> => {
    const response = await app.request('/auth/delivery', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(await device.deliveryClaim()),
    });
    return ((await response.json()) as { ticket: string }).ticket;
  };
  const rowsOf = async (learnerId: string) =>
    (await database().query(`select key from changes where learner_id = $1 and collection = 'studyDays'`, [learnerId]))
      .length;

  test('a ticket brings the waiting rows of its learner while another one is signed in, and opens no session', async () => {
    const open = await signedIn();
    const waiting = await makeTestDevice(app);
    const asked = await waiting.post('/auth/delivery', await waiting.deliveryClaim());
    expect(asked.status).toBe(200);
    expect(asked.headers.getSetCookie()).toEqual([]);
    const { ticket } = (await asked.json()) as { ticket: string };
    expect(await database().query('select 1 from session where learner_id = $1', [waiting.learnerId])).toEqual([]);
    // The cookie of the one who is signed in comes along, as it would from a browser.
    const pushed = await open.post('/sync/push', await pushOf(waiting.learnerId), { [DELIVERY_HEADER]: ticket });
    expect(pushed.status).toBe(200);
    expect([await rowsOf(waiting.learnerId), await rowsOf(open.learnerId)]).toEqual([1, 0]);
    expect(await (await open.get('/auth/learner')).json()).toEqual({ learnerId: open.learnerId });
  });

  test('a ticket brings a file of its learner, and neither gives it out nor brings one to anybody else', async () => {
    const open = await signedIn();
    const waiting = await makeTestDevice(app);
    const bytes = randomBytes(1_000);
    const name = createHash('sha256').update(bytes).digest('hex');
    const ticket = { [DELIVERY_HEADER]: await ticketFor(waiting) };
    const upload = (ask: typeof open.ask, headers: Record<string, string>, method = 'PATCH') =>
      ask(`/blobs/${name}/upload`, {
        method,
        headers: { 'content-type': CHUNK_MEDIA_TYPE, [OFFSET_HEADER]: '0', [LENGTH_HEADER]: '1000', ...headers },
        ...(method === 'PATCH' && { body: new Uint8Array(bytes) }),
      });
    const isWhole = async (ask: typeof open.ask, headers: Record<string, string> = {}) =>
      (await upload(ask, headers, 'HEAD')).headers.get(COMPLETE_HEADER);
    expect((await upload(waiting.ask, { [DELIVERY_HEADER]: 'made up' })).status).toBe(401);
    expect((await upload(open.ask, ticket)).status).toBe(201);
    expect(await database().query('select learner_id as id from learner_blobs where sha256 = $1', [name])).toEqual([
      { id: waiting.learnerId },
    ]);
    expect([await isWhole(waiting.ask, ticket), await isWhole(open.ask)]).toEqual(['1', '0']);
    expect((await waiting.get(`/blobs/${name}`, ticket)).status).toBe(401);
    expect((await open.get(`/blobs/${name}`, ticket)).status).toBe(404);
  });

  test('a ticket reads nothing, and is good for no other learner than its own', async () => {
    const open = await signedIn();
    const waiting = await makeTestDevice(app);
    const headers = { [DELIVERY_HEADER]: await ticketFor(waiting) };
    // Not even for the one whose session comes with it: a request speaks for one learner.
    expect((await open.post('/sync/push', await pushOf(open.learnerId), headers)).status).toBe(401);
    expect((await open.post('/sync/push', await pushOf(randomUUID()), headers)).status).toBe(401);
    const scope = scopeOf(waiting.learnerId);
    expect((await waiting.get(`/sync/shape?scope=${scope}&offset=-1`, headers)).status).toBe(401);
    expect((await waiting.get('/auth/learner', headers)).status).toBe(401);
    expect((await waiting.get('/auth/devices', headers)).status).toBe(401);
    expect((await waiting.get('/queries/skills', headers)).status).not.toBe(200);
    expect(await rowsOf(open.learnerId)).toBe(0);
  });

  test('a ticket ends: after ten minutes, when its device is signed out, when its learner is erased, and when it was altered', async () => {
    const device = await makeTestDevice(app);
    const push = async (ticket: string) =>
      (await device.post('/sync/push', await pushOf(device.learnerId), { [DELIVERY_HEADER]: ticket })).status;
    const ticket = await ticketFor(device);
    expect(await push(ticket)).toBe(200);
    const other = await ticketFor(await makeTestDevice(app));
    const [ends, , deviceId, seal] = ticket.split('.');
    const altered = [
      `${other}x`,
      `${ends}.${device.learnerId}.${deviceId}.${other.split('.')[3]}`,
      `z${ticket}`,
      '',
      seal,
    ];
    for (const made of altered) expect(await push(made ?? ''), made).toBe(401);
    vi.useFakeTimers({ now: Date.now() + 10 * 60_000 + 1, toFake: ['Date'] });
    const late = await push(ticket);
    vi.useRealTimers();
    expect(late).toBe(401);
    const again = await ticketFor(device);
    await database().query('update devices set revoked_at = now() where learner_id = $1', [device.learnerId]);
    expect(await push(again)).toBe(401);
    expect((await device.post('/auth/delivery', await device.deliveryClaim())).status).toBe(403);
    await database().query('update devices set revoked_at = null where learner_id = $1', [device.learnerId]);
    await database().query('update learners set gone_at = now() where id = $1', [device.learnerId]);
    expect(await push(again)).toBe(401);
    expect((await device.post('/auth/delivery', await device.deliveryClaim())).status).toBe(410);
  });

  test('a signature to sign in is none to deliver by, nor the other way round', async () => {
    const device = await makeTestDevice(app);
    expect((await device.post('/auth/delivery', await device.claim())).status).toBe(400);
    expect((await device.post('/auth/claim', await device.deliveryClaim())).status).toBe(400);
    expect(await database().query('select 1 from learners where id = $1', [device.learnerId])).toEqual([]);
  });

  test('a request about one learner is not answered by another one’s session', async () => {
    const left = await signedIn();
    const came = await makeTestDevice(app);
    const about = { [LEARNER_HEADER]: scopeOf(came.learnerId) };
    for (const path of ['/auth/learner', '/auth/devices', '/queries/skills'])
      expect((await left.get(path, about)).status, path).not.toBe(200);
    const writes = ['/auth/pairings', '/auth/devices/rename', '/auth/devices/revoke', '/sync/reminders/subscribe'];
    for (const path of writes) expect((await left.post(path, {}, about)).status, path).toBe(401);
    expect((await left.post('/sync/push', await pushOf(left.learnerId), about)).status).toBe(401);
    const own = { [LEARNER_HEADER]: scopeOf(left.learnerId) };
    for (const path of ['/auth/learner', '/auth/devices']) expect((await left.get(path, own)).status, path).toBe(200);
  });

  test('who comes after another ends the session of the one before', async () => {
    const left = await signedIn();
    const came = await makeTestDevice(app);
    const response = await left.post('/auth/claim', await came.claim({ anew: true }));
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect(await (await app.request('/auth/learner', { headers: { cookie } })).json()).toEqual({
      learnerId: came.learnerId,
    });
    expect(await database().query('select 1 from session where learner_id = $1', [left.learnerId])).toEqual([]);
  });
});
