import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { CHUNK_MEDIA_TYPE, MAX_CHUNK_BYTES } from '@hornbook/shared/blobs/transfer.ts';
import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { makeTurns } from '../sync/turns.ts';
import { memoryStore } from '../testing/memory-store.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeClaimedDevice, makeTestDevice, type TestDevice } from '../testing/test-device.ts';
import { blobsRoute } from './blobs.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const png = (size: number) => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(size - 8)]);

describeOnBoth('/blobs', (database) => {
  const store = memoryStore();
  let app: Hono;
  beforeAll(async () => {
    app = await makeTestApp(database(), { BLOB_QUOTA_MB: '3' }, store);
  });
  const signedIn = () => makeClaimedDevice(app);
  const send = (device: TestDevice, name: string, bytes: Uint8Array, at: { offset: number; size: number }, more = {}) =>
    device.ask(`/blobs/${name}/upload`, {
      method: 'PATCH',
      headers: {
        'content-type': CHUNK_MEDIA_TYPE,
        'upload-offset': String(at.offset),
        'upload-length': String(at.size),
        ...more,
      },
      body: bytes as Uint8Array<ArrayBuffer>,
    });
  const state = async (device: TestDevice, name: string) => {
    const { status, headers } = await device.ask(`/blobs/${name}/upload`, { method: 'HEAD' });
    return [status, headers.get('upload-offset'), headers.get('upload-complete')];
  };
  /** Sends all of it, chunk by chunk; gives the last answer. */
  const upload = async (device: TestDevice, bytes: Uint8Array, chunk = 200_000) => {
    let last: Response | undefined;
    for (let offset = 0; offset < bytes.length; offset += chunk)
      last = await send(device, sha256(bytes), bytes.subarray(offset, offset + chunk), { offset, size: bytes.length });
    return last as Response;
  };
  const get = async (device: TestDevice, name: string, headers: Record<string, string> = {}) => {
    const response = await device.ask(`/blobs/${name}`, { headers });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  test('takes a file in chunks, says how far it is, and proves the whole by its name', async () => {
    const device = await signedIn();
    const bytes = png(500_000);
    const name = sha256(bytes);
    expect(await state(device, name)).toEqual([200, '0', '0']);
    const first = await send(device, name, bytes.subarray(0, 200_000), { offset: 0, size: bytes.length });
    expect([first.status, first.headers.get('upload-offset')]).toEqual([200, '200000']);
    expect(await state(device, name)).toEqual([200, '200000', '0']);
    expect((await get(device, name)).response.status, 'not before it is whole').toBe(404);
    await send(device, name, bytes.subarray(200_000, 400_000), { offset: 200_000, size: bytes.length });
    const last = await send(device, name, bytes.subarray(400_000), { offset: 400_000, size: bytes.length });
    expect([last.status, await last.json()]).toEqual([201, { offset: 500_000, mediaType: 'image/png' }]);
    expect(await state(device, name)).toEqual([200, '500000', '1']);
    expect((await get(device, name)).bytes.equals(bytes)).toBe(true);
    expect(store.names().filter((kept) => kept.startsWith('uploads/'))).toEqual([]);
  });

  test('answers bytes from elsewhere by where they must begin, and takes each once, however often they come', async () => {
    const device = await signedIn();
    const bytes = randomBytes(300_000);
    const name = sha256(bytes);
    const size = bytes.length;
    const early = await send(device, name, bytes.subarray(100_000), { offset: 100_000, size });
    expect([early.status, early.headers.get('upload-offset')]).toEqual([409, '0']);
    const first = bytes.subarray(0, 100_000);
    // At the same time, as a request that was repeated comes, and one of another device by another measure.
    const answers = await Promise.all([
      send(device, name, first, { offset: 0, size }),
      send(device, name, first, { offset: 0, size }),
      send(device, name, bytes.subarray(0, 150_000), { offset: 0, size }),
    ]);
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 409, 409]);
    const at = Number((await state(device, name))[1]);
    expect([100_000, 150_000]).toContain(at);
    const rest = () => send(device, name, bytes.subarray(at), { offset: at, size });
    const last = await Promise.all([rest(), rest()]);
    expect(last.map(({ status }) => status)).toContain(201);
    expect((await rest()).status, 'and once more').toBe(201);
    expect((await get(device, name)).bytes.equals(bytes)).toBe(true);
  });

  test('keeps what came before a cut, and goes on from there', async () => {
    const device = await signedIn();
    const bytes = randomBytes(200_000);
    const cut = new ReadableStream({
      start: (controller) => {
        controller.enqueue(bytes.subarray(0, 90_000));
      },
      pull: (controller) => controller.error(new Error('the cable')),
    });
    const at = { 'upload-offset': '0', 'upload-length': '200000', 'content-type': CHUNK_MEDIA_TYPE };
    const init = { method: 'PATCH', headers: at, body: cut, duplex: 'half' } as RequestInit;
    await device.ask(`/blobs/${sha256(bytes)}/upload`, init);
    expect(await state(device, sha256(bytes))).toEqual([200, '90000', '0']);
    const rest = await send(device, sha256(bytes), bytes.subarray(90_000), { offset: 90_000, size: 200_000 });
    expect(rest.status).toBe(201);
  });

  test('refuses bytes that are not those of the name, forgets them, and takes the right ones after', async () => {
    const device = await signedIn();
    const bytes = randomBytes(50_000);
    const wrong = Buffer.from(bytes);
    wrong[7] = (wrong[7] ?? 0) ^ 1;
    const at = { offset: 0, size: bytes.length };
    const refused = await send(device, sha256(bytes), wrong, at);
    expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'wrong-bytes' }]);
    expect(await state(device, sha256(bytes))).toEqual([200, '0', '0']);
    expect((await get(device, sha256(bytes))).response.status).toBe(404);
    expect(store.names().filter((kept) => kept.includes(sha256(bytes)) || kept.startsWith('uploads/'))).toEqual([]);
    expect((await send(device, sha256(bytes), bytes, at)).status).toBe(201);
    // Announced shorter or longer than it is, it never comes to be whole.
    const other = randomBytes(60_000);
    expect((await send(device, sha256(other), other.subarray(0, 40_000), { offset: 0, size: 40_000 })).status).toBe(
      422,
    );
    expect((await send(device, sha256(other), other.subarray(0, 20_000), { offset: 0, size: 70_000 })).status).toBe(
      200,
    );
    expect((await send(device, sha256(other), other, { offset: 0, size: 60_000 })).status).toBe(201);
  });

  test('says what a file is by its bytes alone, and has nothing of it run', async () => {
    const device = await signedIn();
    const kinds: [Buffer, string, string][] = [
      [png(100), 'image/png', 'inline'],
      [Buffer.from('%PDF-1.7 and more'), 'application/pdf', 'inline'],
      [Buffer.from('<!doctype html><script>alert(1)</script>'), 'text/plain; charset=utf-8', 'inline'],
      [
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        'text/plain; charset=utf-8',
        'inline',
      ],
      [Buffer.from('PK\x03\x04 a document', 'latin1'), 'application/zip', 'attachment'],
      [Buffer.from([0, 1, 2, 255]), 'application/octet-stream', 'attachment'],
    ];
    for (const [bytes, mediaType, disposition] of kinds) {
      const at = { offset: 0, size: bytes.length };
      // What the sender calls it counts for nothing.
      const sent = await send(device, sha256(bytes), bytes, at, {
        'x-type': 'text/html',
        'content-disposition': 'inline',
      });
      expect(sent.status).toBe(201);
      const { headers } = (await get(device, sha256(bytes))).response;
      expect(headers.get('content-type')).toBe(mediaType);
      expect(headers.get('content-disposition')).toBe(disposition);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
      expect(headers.get('cache-control')).toBe('private, no-cache');
      expect(headers.get('vary')).toMatch(/Cookie/);
    }
  });

  test('gives ranges as they are asked for, and what is known already not again', async () => {
    const device = await signedIn();
    const bytes = randomBytes(10_000);
    const name = sha256(bytes);
    await upload(device, bytes);
    const ranges: [string, number, number, number][] = [
      ['bytes=0-99', 206, 0, 100],
      ['bytes=9990-', 206, 9990, 10_000],
      ['bytes=-10', 206, 9990, 10_000],
      ['bytes=5000-99999', 206, 5000, 10_000],
      ['bytes=0-1,5-6', 200, 0, 10_000],
      ['lines=1-2', 200, 0, 10_000],
    ];
    for (const [range, status, first, end] of ranges) {
      const { response, bytes: given } = await get(device, name, { range });
      expect([range, response.status, given.equals(bytes.subarray(first, end))]).toEqual([range, status, true]);
      if (status === 206) expect(response.headers.get('content-range')).toBe(`bytes ${first}-${end - 1}/10000`);
    }
    const beyond = await get(device, name, { range: 'bytes=10000-' });
    expect([beyond.response.status, beyond.response.headers.get('content-range')]).toEqual([416, 'bytes */10000']);
    const tag = (await get(device, name)).response.headers.get('etag') ?? '';
    expect((await get(device, name, { 'if-none-match': tag })).response.status).toBe(304);
    expect((await get(device, name, { range: 'bytes=0-1', 'if-range': '"other"' })).response.status).toBe(200);
    const head = await device.ask(`/blobs/${name}`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '10000']);
  });

  test('what another learner has is answered like what nobody has, and takes all of its bytes to have', async () => {
    const [a, b] = [await signedIn(), await signedIn()];
    const bytes = png(120_000);
    const name = sha256(bytes);
    await upload(a, bytes);
    const nobodys = sha256(randomBytes(10));
    const shown = async (device: TestDevice, path: string, method = 'GET') => {
      const { status, headers, ...response } = await device.ask(path, { method });
      void response;
      return [status, [...headers].filter(([field]) => field !== 'date')];
    };
    for (const [path, method] of [
      ['', 'GET'],
      ['', 'HEAD'],
      ['/upload', 'HEAD'],
      ['/upload', 'GET'],
    ] as const)
      expect(await shown(b, `/blobs/${name}${path}`, method)).toEqual(
        await shown(b, `/blobs/${nobodys}${path}`, method),
      );
    // Neither the last bytes nor none of them are enough.
    const last = { offset: 100_000, size: bytes.length };
    expect((await send(b, name, bytes.subarray(100_000), last)).headers.get('upload-offset')).toBe('0');
    expect((await send(b, name, Buffer.alloc(0), { offset: bytes.length, size: bytes.length })).status).toBe(409);
    expect((await send(b, name, Buffer.alloc(bytes.length), { offset: 0, size: bytes.length })).status).toBe(422);
    expect((await get(b, name)).response.status).toBe(404);
    expect((await upload(b, bytes)).status).toBe(201);
    expect((await get(b, name)).bytes.equals(bytes)).toBe(true);
    expect(
      store.names().filter((kept) => kept.includes(name)),
      'stored once',
    ).toHaveLength(1);
    const [tagA, tagB] = await Promise.all(
      [a, b].map(async (one) => (await get(one, name)).response.headers.get('etag')),
    );
    expect(tagA).not.toBe(tagB);
    expect((await get(b, name, { 'if-none-match': tagA ?? '' })).response.status).toBe(200);
  });

  test('nobody gets anything without a session, or by a name that is none', async () => {
    const stranger = await makeTestDevice(app);
    const device = await signedIn();
    const bytes = randomBytes(100);
    await upload(device, bytes);
    const name = sha256(bytes);
    expect((await get(stranger, name)).response.status).toBe(401);
    expect((await send(stranger, name, bytes, { offset: 0, size: 100 })).status).toBe(401);
    expect((await stranger.ask(`/blobs/${name}/upload`, { method: 'HEAD' })).status).toBe(401);
    for (const wrong of ['x', name.toUpperCase(), `${name}0`, '..%2f..%2fetc%2fpasswd', '%00', `${name.slice(1)}%2f`]) {
      expect((await device.ask(`/blobs/${wrong}`)).status, wrong).toBe(404);
      expect((await send(device, wrong, bytes, { offset: 0, size: 100 })).status, wrong).toBe(404);
    }
  });

  test('no chunk comes from another site, as anything else, too large, too small, or without saying where it belongs', async () => {
    const device = await signedIn();
    const bytes = randomBytes(MAX_CHUNK_BYTES + 1);
    const at = { offset: 0, size: bytes.length };
    const chunk = bytes.subarray(0, 100_000);
    const refused: [number, Uint8Array, Record<string, string>][] = [
      [403, chunk, { 'sec-fetch-site': 'cross-site' }],
      [403, chunk, { origin: 'https://evil.example' }],
      [415, chunk, { 'content-type': 'text/plain' }],
      [415, chunk, { 'content-type': 'multipart/form-data' }],
      [413, bytes, {}],
      [413, chunk, { 'upload-length': '99999999999' }],
      [400, bytes.subarray(0, 100), {}],
      [400, chunk, { 'upload-offset': '-1' }],
      [400, chunk, { 'upload-offset': '1e3' }],
      [400, chunk, { 'upload-length': '' }],
      [400, chunk, { 'upload-length': '0' }],
      [409, chunk, { 'upload-offset': '999999999999999' }],
    ];
    for (const [status, body, headers] of refused)
      expect((await send(device, sha256(bytes), body, at, headers)).status, JSON.stringify(headers)).toBe(status);
    expect(await state(device, sha256(bytes))).toEqual([200, '0', '0']);
  });

  test('a learner has so much room, with what is on its way; how much is said, and what is kept stays', async () => {
    const device = await signedIn();
    const kept = randomBytes(1_500_000);
    expect((await upload(device, kept, 1_000_000)).status).toBe(201);
    const begun = randomBytes(1_000_000);
    await send(device, sha256(begun), begun.subarray(0, 100_000), { offset: 0, size: begun.length });
    const more = randomBytes(700_000);
    const refused = await send(device, sha256(more), more, { offset: 0, size: more.length });
    expect([refused.status, await refused.json()]).toMatchObject([
      413,
      { code: 'no-room', usedBytes: 2_500_000, quotaBytes: 3 * 1024 * 1024 },
    ]);
    const fits = randomBytes(600_000);
    expect((await upload(device, fits)).status).toBe(201);
    // What was begun has its room.
    const rest = await send(device, sha256(begun), begun.subarray(100_000), { offset: 100_000, size: begun.length });
    expect(rest.status).toBe(201);
    expect((await get(device, sha256(kept))).response.status).toBe(200);
  });

  test('what the store has lost is asked for again, and comes back', async () => {
    const [a, b] = [await signedIn(), await signedIn()];
    const bytes = randomBytes(80_000);
    await upload(a, bytes);
    await upload(b, bytes);
    for (const name of store.names()) if (name.includes(sha256(bytes))) await store.delete(name);
    expect(await state(a, sha256(bytes))).toEqual([200, '0', '0']);
    expect((await upload(a, bytes)).status).toBe(201);
    expect((await get(b, sha256(bytes))).bytes.equals(bytes)).toBe(true);
  });

  test('whoever asks without end for files is asked to wait, and others are not', async () => {
    const routes = blobsRoute({
      ...{ database: database(), store, env: { blobQuotaBytes: 1e6 }, rate: { burst: 3, perHour: 60 } },
      ...{ currentLearner: async (c) => c.req.header('x-learner') ?? null, turns: makeTurns({ atOnce: 4 }) },
    });
    const [a, b] = [randomUUID(), randomUUID()];
    const ask = async (learner: string) =>
      routes.request(`/${sha256(randomBytes(8))}/upload`, { method: 'HEAD', headers: { 'x-learner': learner } });
    const statuses = [];
    for (let asked = 0; asked < 4; asked += 1) statuses.push((await ask(a)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect(Number((await ask(a)).headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(b)).status).toBe(200);
  });
});
