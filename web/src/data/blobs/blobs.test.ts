import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, expect, test, vi } from 'vitest';
import {
  keepFile,
  noticeCleared,
  removeFileFromDevice,
  sendFileAgain,
  unwantFile,
  wantFile,
} from '../commands/keep-files.ts';
import { createMaterial, deleteMaterial } from '../commands/keep-materials.ts';
import { setProfile } from '../commands/set-profile.ts';
import type { Connections } from '../connections.ts';
import { LearnerDatabase } from '../learner-database.ts';
import { readFileState, readUnsentFiles } from '../queries/files.ts';
import { readSyncCounts } from '../queries/sync-status.ts';
import { removeLeaving } from '../remove-learner.ts';
import { fakeCaches } from '../testing/fake-caches.ts';
import { freshDevice } from '../testing/fresh-device.ts';
import { blobCacheName, readBlob } from './blob-cache.ts';
import { bringFiles } from './bring-files.ts';
import { fetchWanted } from './fetch-wanted.ts';
import { offerAgainAfterRestore, sendWaiting } from './send-waiting.ts';
import { wantCopies } from './want-copies.ts';

const PROTOCOL = { 'x-hornbook-protocol': '1' };
const signal = new AbortController().signal;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const file = (bytes: Uint8Array) => new Blob([bytes as Uint8Array<ArrayBuffer>]);

/** What the service has, behind a `fetch` that breaks when it is told to. */
const service = new Map<string, Buffer>();
let asked: string[] = [];
let meddle: (method: string, path: string) => Response | undefined;
let device: Connections;
let kept: ReturnType<typeof fakeCaches>;

beforeEach(async () => {
  kept = fakeCaches();
  device = await freshDevice();
  service.clear();
  asked = [];
  meddle = () => undefined;
  const sizes = new Map<string, number>();
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    const { method = 'GET', headers, body } = init;
    const given = new Headers(headers);
    asked.push(`${method} ${given.get('range') ?? given.get('upload-offset') ?? ''}`.trim());
    const meddled = meddle(method, input);
    if (meddled) return meddled;
    const [, , name = '', upload] = input.split('/');
    const had = service.get(name) ?? Buffer.alloc(0);
    if (!upload) {
      if (!service.has(name)) return Response.json({}, { status: 404, headers: PROTOCOL });
      const [, first, last] = /(\d+)-(\d+)/.exec(given.get('range') ?? '') ?? [];
      return new Response(new Uint8Array(had.subarray(Number(first), Number(last) + 1)), {
        status: 206,
        headers: {
          ...PROTOCOL,
          'content-range': `bytes ${first}-${Math.min(Number(last), had.length - 1)}/${had.length}`,
        },
      });
    }
    const bytes = Buffer.from((body as Uint8Array | undefined) ?? []);
    const now =
      method === 'PATCH' && Number(given.get('upload-offset')) === had.length ? Buffer.concat([had, bytes]) : had;
    if (method === 'PATCH') sizes.set(name, Number(given.get('upload-length')));
    service.set(name, now);
    const complete = now.length === sizes.get(name) && now.length > 0 ? '1' : '0';
    const told = { ...PROTOCOL, 'upload-offset': String(now.length), 'upload-complete': complete };
    return new Response(null, { status: method === 'PATCH' && complete === '1' ? 201 : 200, headers: told });
  });
});

const keep = async (bytes: Uint8Array, name = 'leaf.jpg') => {
  const outcome = await keepFile(file(bytes), name);
  if (outcome.kind !== 'kept') throw new Error(outcome.kind);
  return outcome;
};
const dropRows = () => device.learner.outbox.clear();

test('a file is here at once, waits by its name and size, and goes when no row could go before it', async () => {
  const bytes = Buffer.concat([Buffer.from('\xff\xd8\xff', 'latin1'), randomBytes(200_000)]);
  const outcome = await keep(bytes);
  expect(outcome).toMatchObject({
    sha256: sha256(bytes),
    sizeBytes: 200_003,
    mediaType: 'image/jpeg',
    fileName: 'leaf.jpg',
  });
  expect((await readUnsentFiles(device)).waiting).toMatchObject([
    { name: 'leaf.jpg', sizeBytes: 200_003, sentBytes: 0 },
  ]);
  expect(await readFileState(device, outcome.sha256)).toMatchObject({ kind: 'here', upload: 'waiting' });
  await setProfile({ displayName: 'Ada' });
  expect((await readSyncCounts(device)).waiting).toBe(2);
  expect((await sendWaiting(device, signal)).kind).toBe('done');
  expect(asked).toEqual([]);
  await dropRows();
  expect((await sendWaiting(device, signal)).kind).toBe('done');
  expect(service.get(outcome.sha256)?.equals(bytes)).toBe(true);
  expect(await readFileState(device, outcome.sha256)).toMatchObject({ kind: 'here', upload: 'done' });
  expect((await readSyncCounts(device)).waiting).toBe(0);
  // The same again costs nothing.
  await keep(bytes, 'again.jpg');
  expect((await readUnsentFiles(device)).waiting).toEqual([]);
});

test('a cut keeps its place, and is shown as far as it has come', async () => {
  const { sha256: name } = await keep(randomBytes(300_000));
  let patches = 0;
  meddle = (method) => {
    if (method === 'PATCH') patches += 1;
    if (method === 'PATCH' && patches === 3) throw new TypeError('Failed to fetch');
    return undefined;
  };
  expect((await sendWaiting(device, signal)).kind).toBe('unreachable');
  expect((await readUnsentFiles(device)).waiting[0]?.sentBytes).toBe(131_072);
  expect((await sendWaiting(device, signal)).kind).toBe('done');
  expect(service.get(name)?.length).toBe(300_000);
});

test('what the service does not take is said, stays here, and can be tried again', async () => {
  const { sha256: name } = await keep(randomBytes(100_000), 'big.pdf');
  meddle = (method) =>
    method === 'PATCH' ? Response.json({ code: 'no-room' }, { status: 413, headers: PROTOCOL }) : undefined;
  expect((await sendWaiting(device, signal)).kind).toBe('done');
  expect((await readUnsentFiles(device)).refused).toMatchObject([{ name: 'big.pdf', refusal: 'no-room' }]);
  expect((await readSyncCounts(device)).needAttention).toBe(1);
  expect(await removeFileFromDevice(name)).toEqual({ kind: 'not-sent' });
  meddle = () => undefined;
  await sendFileAgain(name);
  await sendWaiting(device, signal);
  expect(service.get(name)?.length).toBe(100_000);
});

test('leaves the device only when the service has it, and comes back when it is wanted, over any cut', async () => {
  const bytes = randomBytes(300_000);
  const { sha256: name } = await keep(bytes);
  expect(await removeFileFromDevice(name)).toEqual({ kind: 'not-sent' });
  await sendWaiting(device, signal);
  expect(await removeFileFromDevice(name)).toEqual({ kind: 'removed' });
  expect(await readFileState(device, name)).toEqual({ kind: 'elsewhere' });
  expect(await readBlob(device.device.learnerId, name)).toBeNull();

  const about = { sizeBytes: 300_000, mediaType: 'application/octet-stream', fileName: 'leaf.jpg' };
  await wantFile(name, about);
  let gets = 0;
  meddle = (method) => {
    gets += method === 'GET' ? 1 : 0;
    if (gets === 3) throw new TypeError('Failed to fetch');
    return undefined;
  };
  expect((await fetchWanted(device, signal)).kind).toBe('unreachable');
  expect(await readFileState(device, name)).toMatchObject({ kind: 'coming', receivedBytes: 131_072 });
  asked = [];
  expect((await fetchWanted(device, signal)).kind).toBe('done');
  expect(asked[0]).toBe('GET bytes=131072-196607');
  expect(await readFileState(device, name)).toMatchObject({ kind: 'here', upload: 'done' });
  const back = await readBlob(device.device.learnerId, name);
  expect(back && sha256(new Uint8Array(await back.arrayBuffer()))).toBe(name);
  expect(kept.urls(blobCacheName(device.device.learnerId)), 'no parts are left').toEqual([`/blobs/${name}`]);
});

test('what is not at the service yet stays wanted; what is damaged is not kept', async () => {
  const bytes = randomBytes(1000);
  const about = { sizeBytes: 1000, mediaType: 'text/plain', fileName: 'notes.txt' };
  await wantFile(sha256(bytes), about);
  expect((await fetchWanted(device, signal)).kind).toBe('missing');
  expect(await readFileState(device, sha256(bytes))).toMatchObject({ kind: 'coming', isMissing: true });
  service.set(sha256(bytes), randomBytes(1000));
  expect((await fetchWanted(device, signal)).kind).toBe('done');
  expect(await readFileState(device, sha256(bytes))).toEqual({ kind: 'failed', failure: 'damaged' });
  service.set(sha256(bytes), bytes);
  await wantFile(sha256(bytes), about);
  await unwantFile(sha256(bytes));
  await fetchWanted(device, signal);
  expect(await readFileState(device, sha256(bytes))).toEqual({ kind: 'elsewhere' });
  await wantFile(sha256(bytes), about);
  await fetchWanted(device, signal);
  expect((await readFileState(device, sha256(bytes))).kind).toBe('here');
});

test('a file whose row says no size comes whole, in parts too, and is proven like any other', async () => {
  const about = { sizeBytes: null, mediaType: 'text/plain', fileName: 'page' };
  for (const size of [900, 200_000]) {
    const bytes = randomBytes(size);
    service.set(sha256(bytes), bytes);
    await wantFile(sha256(bytes), about);
    expect((await fetchWanted(device, signal)).kind).toBe('done');
    expect((await readFileState(device, sha256(bytes))).kind).toBe('here');
    expect((await readBlob(device.device.learnerId, sha256(bytes)))?.size).toBe(size);
  }
  const other = randomBytes(500);
  service.set(sha256(other), other);
  meddle = () => new Response('x', { status: 206, headers: PROTOCOL });
  await wantFile(sha256(other), about);
  await fetchWanted(device, signal);
  expect(await readFileState(device, sha256(other))).toEqual({ kind: 'failed', failure: 'damaged' });
});

test('the readable copy of a link comes by itself once the service has made it, and not for a link that was deleted', async () => {
  const bytes = Buffer.from('{"format":1}');
  service.set(sha256(bytes), bytes);
  const add = async (url: string) => {
    const made = await createMaterial(randomUUID(), url, { kind: 'url', url });
    if (made.kind !== 'created') throw new Error(made.kind);
    return made.id;
  };
  // The service writes these fields, and they come with the next answer.
  const keptByService = (id: string, snapshotHash: string) =>
    device.learner.rows('materials').update(id, { snapshotHash, snapshotState: 'kept' });
  const [leaves, roots] = [await add('https://example.org/leaves'), await add('https://example.org/roots')];
  await wantCopies(device.learner);
  expect(await device.learner.blobs.count()).toBe(0);
  await deleteMaterial(roots);
  await keptByService(leaves, sha256(bytes));
  await keptByService(roots, 'ab'.repeat(32));
  await wantCopies(device.learner);
  await fetchWanted(device, signal);
  expect(await device.learner.blobs.toArray()).toMatchObject([
    { sha256: sha256(bytes), isHere: 1, name: 'https://example.org/leaves', sizeBytes: bytes.length },
  ]);
  // Removed from this device, it is not fetched again before somebody asks for it.
  await removeFileFromDevice(sha256(bytes));
  await wantCopies(device.learner);
  expect(await readFileState(device, sha256(bytes))).toEqual({ kind: 'elsewhere' });
});

test('a file the browser cleared is to be had again if the service has it, and is said to be lost if not', async () => {
  const { sha256: sent } = await keep(randomBytes(1000), 'sent.jpg');
  await dropRows();
  await sendWaiting(device, signal);
  const { sha256: unsent } = await keep(randomBytes(1000), 'unsent.jpg');
  for (const name of [sent, unsent]) await noticeCleared(name);
  expect(await readFileState(device, sent)).toEqual({ kind: 'elsewhere' });
  expect((await readUnsentFiles(device)).refused).toMatchObject([{ name: 'unsent.jpg', refusal: 'lost' }]);
});

test('a file the browser cleared before it was sent is named, not forgotten', async () => {
  await keep(randomBytes(1000), 'gone.jpg');
  kept.clear();
  await sendWaiting(device, signal);
  expect((await readUnsentFiles(device)).refused).toMatchObject([{ name: 'gone.jpg', refusal: 'lost' }]);
});

test('nothing is kept of a file that is empty, too large, or for which there is no room or no store', async () => {
  expect((await keepFile(new Blob([]), 'empty')).kind).toBe('empty');
  const large = { size: 65 * 1024 * 1024 } as Blob;
  expect(await keepFile(large, 'film.mp4')).toMatchObject({ kind: 'too-large', mostBytes: 64 * 1024 * 1024 });
  vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota: 6_000_000, usage: 500_000 }) } });
  expect(await keepFile(file(randomBytes(900_000)), 'x')).toMatchObject({ kind: 'no-room', sizeBytes: 900_000 });
  const moved = { size: 10, arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')) };
  expect((await keepFile(moved as unknown as Blob, 'x')).kind).toBe('unreadable');
  vi.unstubAllGlobals();
  expect((await keepFile(file(randomBytes(10)), 'x')).kind).toBe('no-store');
  expect(await device.learner.blobs.count()).toBe(0);
});

test('a service that was put back is offered again what this device sent', async () => {
  const { sha256: name } = await keep(randomBytes(1000));
  const inEpoch = async (epoch: string) => {
    await device.storage.write(async (tx) => tx.putState({ ...(await tx.state()), epoch }));
    await offerAgainAfterRestore(device);
    return (await device.learner.blobs.get(name))?.upload;
  };
  await inEpoch('one');
  await sendWaiting(device, signal);
  expect(await inEpoch('one')).toBe('done');
  expect(await inEpoch('two')).toBe('waiting');
  await sendWaiting(device, signal);
  expect(await inEpoch('two')).toBe('done');
});

test('files come along with who the learner becomes, and go with a learner who leaves', async () => {
  const { sha256: name } = await keep(randomBytes(1000), 'mine.png');
  const into = new LearnerDatabase('11111111-1111-4111-8111-111111111111');
  await bringFiles(
    { database: device.learner, learnerId: device.device.learnerId },
    { database: into, learnerId: '11111111-1111-4111-8111-111111111111' },
  );
  expect(await into.blobs.get(name)).toMatchObject({ isHere: 1, upload: 'waiting', name: 'mine.png' });
  expect(await readBlob('11111111-1111-4111-8111-111111111111', name)).not.toBeNull();
  await into.delete();
  await removeLeaving(device.device);
  expect(kept.names()).not.toContain(blobCacheName(device.device.learnerId));
});
