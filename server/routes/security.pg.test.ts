import { randomUUID } from 'node:crypto';
import { CHUNK_MEDIA_TYPE } from '@hornbook/shared/blobs/transfer.ts';
import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { scopeOf } from '../auth/learner-scope.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice, makeTestDevice } from '../testing/test-device.ts';

const WRITES = [
  '/auth/claim',
  '/auth/sign-out',
  '/auth/pairings',
  '/auth/pairings/ask',
  '/auth/pairings/answer',
  '/auth/pairings/join',
  '/auth/account/make',
  '/auth/account/prove',
  '/auth/account/enter',
  '/auth/account/password',
  '/auth/account/delete',
  '/auth/account/keep',
  '/auth/account/exported',
  '/auth/account/passkeys/offer',
  '/auth/account/passkeys/add',
  '/auth/account/passkeys/remove',
  '/auth/account/passkeys/prove',
  '/auth/devices/rename',
  '/auth/devices/revoke',
  '/sync/push',
  '/sync/reminders/subscribe',
  '/sync/reminders/unsubscribe',
];

/** Files come as bytes, of a media type no form can send. */
const FILE_WRITE = `/blobs/${'a'.repeat(64)}/upload`;

describeOnBoth('the service to whoever means it no good', (database) => {
  let app: Hono;
  beforeAll(async () => {
    app = await makeTestApp(database());
  });
  const signedIn = () => makeClaimedDevice(app);

  test('no write comes from another site or as anything but JSON, whichever of the headers gives it away', async () => {
    const own = { host: 'learn.example.org', 'content-type': 'application/json' };
    const refused: [Record<string, string>, number][] = [
      [{ ...own, 'sec-fetch-site': 'cross-site' }, 403],
      [{ ...own, 'sec-fetch-site': 'same-site' }, 403],
      [{ ...own, 'sec-fetch-site': 'none' }, 403],
      [{ ...own, origin: 'https://evil.example' }, 403],
      [{ ...own, origin: 'null' }, 403],
      [{ ...own, 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' }, 415],
      [{ ...own, 'content-type': 'application/x-www-form-urlencoded' }, 415],
      [{ ...own, 'content-type': 'multipart/form-data' }, 415],
      [{ ...own, 'content-type': 'text/plain; application/json' }, 415],
    ];
    for (const path of WRITES)
      for (const [headers, status] of refused) {
        const response = await app.request(path, { method: 'POST', headers, body: '{}' });
        expect(response.status, `${path} ${JSON.stringify(headers)}`).toBe(status);
      }
    for (const path of WRITES)
      for (const headers of [
        { ...own, 'sec-fetch-site': 'same-origin' },
        { ...own, origin: 'http://learn.example.org' },
        { ...own, 'content-type': 'application/json; charset=utf-8' },
      ]) {
        const { status } = await app.request(path, { method: 'POST', headers, body: '{}' });
        expect([403, 415], `${path} ${JSON.stringify(headers)}`).not.toContain(status);
      }
  });

  test('no part of a file comes from another site either, nor as what a form can send', async () => {
    const own = { host: 'learn.example.org', 'content-type': CHUNK_MEDIA_TYPE };
    const patch = async (headers: Record<string, string>) =>
      (await app.request(FILE_WRITE, { method: 'PATCH', headers, body: 'x' })).status;
    for (const site of ['cross-site', 'same-site', 'none'])
      expect(await patch({ ...own, 'sec-fetch-site': site }), site).toBe(403);
    for (const origin of ['https://evil.example', 'null']) expect(await patch({ ...own, origin }), origin).toBe(403);
    for (const type of ['application/json', 'text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded'])
      expect(await patch({ ...own, 'sec-fetch-site': 'same-origin', 'content-type': type }), type).toBe(415);
    // From here it is only that nobody is signed in.
    expect(await patch({ ...own, 'sec-fetch-site': 'same-origin' })).toBe(401);
    for (const method of ['POST', 'PUT', 'DELETE'])
      expect([403, 404, 415], method).toContain((await app.request(FILE_WRITE, { method, headers: own })).status);
  });

  test('what is shared with a browser that lost the app is kept by nobody, and the page says so', async () => {
    const form = new FormData();
    form.set('text', 'From another app');
    const reply = await app.request('/share', { method: 'POST', body: form });
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/me/arrivals?not=not-kept']);
  });

  test('nothing is changed by asking for it: no path takes a GET for a write', async () => {
    for (const path of WRITES) expect((await app.request(path)).status, path).toBe(404);
  });

  test('no answer with a learner in it is kept by any cache, nor one that says there is none', async () => {
    const device = await signedIn();
    const scope = scopeOf(device.learnerId);
    for (const path of [
      '/auth/learner',
      '/auth/challenge',
      `/sync/shape?scope=${scope}&offset=-1`,
      `/sync/shape?scope=${scope}&offset=0_0`,
      `/sync/shape?scope=${scope}&offset=0_0&handle=old`,
      '/sync/shape?scope=another&offset=-1',
      '/sync/nothing',
    ]) {
      const response = await device.get(path);
      expect(response.headers.get('cache-control'), path).toBe('private, no-store');
      expect(response.headers.get('vary'), path).toMatch(/Cookie/);
    }
    expect((await device.post('/sync/push', {})).headers.get('cache-control')).toBe('private, no-store');
    expect((await device.post('/auth/sign-out')).headers.get('cache-control')).toBe('private, no-store');
  });

  test('a claim too large, too deep or full of strange names makes nothing and is no error', async () => {
    const device = await makeTestDevice(app);
    const claim = await device.claim();
    const post = async (body: string) =>
      (await app.request('/auth/claim', { method: 'POST', headers: { 'content-type': 'application/json' }, body }))
        .status;
    expect(await post('x'.repeat(9_000))).toBe(413);
    expect(await post('['.repeat(8_000))).toBe(400);
    expect(await post(`{"__proto__":${JSON.stringify(claim)}}`)).toBe(400);
    expect(await post(JSON.stringify({ ...claim, isAdmin: true }))).toBe(400);
    expect(await post(JSON.stringify({ ...claim, learnerId: { toString: 1 } }))).toBe(400);
    expect(await post(JSON.stringify({ ...claim, deviceName: '\u0000' }))).toBe(400);
    expect(await post(JSON.stringify({ ...claim, publicKey: { ...claim.publicKey, d: 'x' } }))).toBe(400);
    const made = await database().query('select from learners where id = $1', [device.learnerId]);
    expect(made).toEqual([]);
  });

  test('strange parameters of the feed are refused or left alone, never an error', async () => {
    const device = await signedIn();
    const scope = scopeOf(device.learnerId);
    for (const query of [
      'offset=999999999999999_999999999999999&handle=x',
      'offset=99999999999999999999_0&handle=x',
      `offset=-1&handle=${'x'.repeat(5_000)}`,
      'offset=-1&cursor=%00&where=1;drop table learners',
      'offset=0_0&handle=%00&live=true&cursor=1e400',
      'offset=-1&offset=0_0&__proto__=1&constructor=2',
      'offset=0_inf&handle=~~~',
    ]) {
      const response = await device.get(`/sync/shape?scope=${scope}&${query}`);
      expect([200, 400, 409], query).toContain(response.status);
    }
  });

  test('what only the service writes is refused from a device, and stays as it was', async () => {
    const device = await signedIn();
    const id = randomUUID();
    const stamp = `${Date.now().toString(16).padStart(12, '0')}-0000-replicaa00`;
    const row = {
      ...{ id, mode: 'review', activityId: null, courseId: null, questionIds: ['q1'], seed: 's', answers: {} },
      ...{ replicaId: 'replicaa00', replicaSeq: 1, startedAt: 1, timeZone: 'UTC', utcOffsetMinutes: 0 },
      ...{ timeLimitMs: null, status: 'completed', completedAt: 2, completedDay: '2026-01-01', durationMs: 1 },
      ...{ stamps: { once: stamp }, deletedAt: null },
    };
    const [{ epoch = '' } = {}] = await database().query<{ epoch: string }>('select hornbook_epoch() as epoch');
    const push = (more: object) => ({
      ...{ protocol: 1, learnerId: device.learnerId, replicaId: 'replicaa00', epoch, heard: Date.now() },
      rows: [{ collection: 'attempts', key: id, rev: 1, row: { ...row, ...more } }],
    });
    for (const more of [{ earnedPoints: 9 }, { possiblePoints: 9 }, { grading: {} }, { effectiveAt: 9 }]) {
      const reply = (await (await device.post('/sync/push', push(more))).json()) as { verdicts: object[] };
      expect(reply.verdicts, JSON.stringify(more)).toMatchObject([{ verdict: 'rejected', code: 'type' }]);
    }
    expect(await (await device.post('/sync/push', push({}))).json()).toMatchObject({
      verdicts: [{ verdict: 'accepted' }],
    });
    expect(await database().query('select earned_points from attempts where id = $1', [id])).toEqual([
      { earned_points: 0 },
    ]);
  });
});
