import { COMPLETE_HEADER, OFFSET_HEADER } from '@hornbook/shared/blobs/transfer.ts';
import { DELIVERY_HEADER, PROTOCOL, PROTOCOL_HEADER } from '@hornbook/shared/sync/protocol.ts';
import { beforeEach, expect, test, vi } from 'vitest';
import { keepFile } from '../data/commands/keep-files.ts';
import { setProfile } from '../data/commands/set-profile.ts';
import { addLearner, chooseLearner } from '../data/commands/share-device.ts';
import { deviceIdentity, identityOf, updateDeviceIdentity } from '../data/device-identity.ts';
import { LearnerDatabase } from '../data/learner-database.ts';
import { fakeCaches } from '../data/testing/fake-caches.ts';
import { freshDevice } from '../data/testing/fresh-device.ts';
import { deliverForOthers } from './deliver-waiting.ts';
import { flushInWorker } from './flush-in-worker.ts';

interface Asked {
  path: string;
  credentials: RequestCredentials | undefined;
  headers: Headers;
  body: { learnerId?: string; packed?: unknown };
}
let asked: Asked[];
/** What the service says to a push; a claim for delivery is let in. */
let toPush: (learnerId: string) => Response;
/** And to a request about an upload, with as many bytes in it. */
let toUpload: (headers: Headers, sizeBytes: number) => Response;

const reply = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', [PROTOCOL_HEADER]: String(PROTOCOL) },
  });
/** How far the service has come with a file, and whether it has it whole. */
const upTo = (offset: number, isComplete: boolean) =>
  new Response(null, {
    status: 200,
    headers: {
      [PROTOCOL_HEADER]: String(PROTOCOL),
      [OFFSET_HEADER]: String(offset),
      [COMPLETE_HEADER]: isComplete ? '1' : '0',
    },
  });
/** The verdicts of a service that takes everything, as they come packed or not. */
const takesAll = () => reply(200, { protocol: PROTOCOL, epoch: 'e1', time: Date.now(), verdicts: [] });

let ada: string;
let bo: string;
const waitingOf = async (learnerId: string) => {
  const database = new LearnerDatabase(learnerId);
  const count = await database.outbox.count();
  database.close();
  return count;
};

beforeEach(async () => {
  asked = [];
  toPush = takesAll;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    if (url.startsWith('/blobs/')) {
      const headers = new Headers(init.headers);
      asked.push({ path: url, credentials: init.credentials, headers, body: {} });
      return toUpload(headers, (init.body as Uint8Array | undefined)?.length ?? 0);
    }
    const text =
      typeof init.body === 'string' ? init.body : init.body ? new TextDecoder().decode(init.body as Uint8Array) : '{}';
    const body = JSON.parse(text) as Asked['body'];
    asked.push({ path: url, credentials: init.credentials, headers: new Headers(init.headers), body });
    if (url === '/auth/challenge') return reply(200, { challenge: 'c' });
    if (url === '/auth/delivery')
      return reply(200, { learnerId: body.learnerId, serverTime: 1, ticket: `t-${body.learnerId}` });
    return toPush(body.learnerId ?? '');
  });
  ada = (await freshDevice()).device.learnerId;
  await setProfile({ displayName: 'Ada' });
  await addLearner({ name: 'Bo', picture: null });
  bo = (await deviceIdentity()).learnerId;
});

test('what waits for one who is not here goes by a ticket of their own, without a cookie, and nothing of who is here', async () => {
  await deliverForOthers(new AbortController().signal);
  expect(asked.map(({ path }) => path).slice(0, 3)).toEqual(['/auth/challenge', '/auth/delivery', '/sync/push']);
  for (const { credentials, path } of asked) expect(credentials, path).toBe('omit');
  const pushes = asked.filter(({ path }) => path === '/sync/push');
  for (const { headers, body } of pushes) {
    expect(headers.get(DELIVERY_HEADER)).toBe(`t-${ada}`);
    expect(body.learnerId).toBe(ada);
  }
  expect((await identityOf(ada))?.claimed).toBe(true);
  expect((await identityOf(bo))?.claimed).toBe(false);
});

test('files go the same way after all rows, with another ticket when one ends on the way', async () => {
  fakeCaches();
  await chooseLearner(ada);
  const kept = await keepFile(new Blob([new Uint8Array(200_000)]), 'leaf.bin');
  if (kept.kind !== 'kept') throw new Error(kept.kind);
  await chooseLearner(bo);
  const database = new LearnerDatabase(ada);
  await database.outbox.clear();
  let sent = 0;
  let ended = false;
  toUpload = (headers, sizeBytes) => {
    // Told late that the first ticket has ended: what has come stays.
    if (sent > 0 && !ended) {
      ended = true;
      return reply(401, { code: 'no-session' });
    }
    sent += sizeBytes;
    return upTo(Number(headers.get(OFFSET_HEADER) ?? 0) + sizeBytes, sent >= 200_000);
  };
  asked = [];
  expect(await deliverForOthers(new AbortController().signal)).toEqual({ left: 0 });
  expect(await database.blobs.get(kept.sha256)).toMatchObject({ upload: 'done', sentBytes: 200_000 });
  database.close();
  expect(asked.filter(({ path }) => path === '/auth/delivery').map(({ body }) => body.learnerId)).toEqual([ada, ada]);
  const uploads = asked.filter(({ path }) => path.startsWith('/blobs/'));
  expect(uploads.length).toBeGreaterThan(3);
  for (const { credentials, headers, path } of uploads) {
    expect(credentials).toBe('omit');
    expect(headers.get(DELIVERY_HEADER)).toBe(`t-${ada}`);
    expect(path).toBe(`/blobs/${kept.sha256}/upload`);
  }
});

test('who cannot be reached keeps everything, and the worker asks to be woken again', async () => {
  toPush = () => reply(503, {});
  expect((await deliverForOthers(new AbortController().signal)).left).toBe(1);
  await expect(flushInWorker(new AbortController().signal)).rejects.toThrow('could not be sent');
  expect([await waitingOf(ada), await waitingOf(bo)]).toEqual([1, 1]);
});

test('the worker sends for each by their own ticket, and nothing for one who signed out', async () => {
  await updateDeviceIdentity(ada, { signedOut: true });
  toPush = () => reply(503, {});
  await flushInWorker(new AbortController().signal).catch(() => undefined);
  expect(new Set(asked.filter(({ path }) => path === '/sync/push').map(({ body }) => body.learnerId))).toEqual(
    new Set([bo]),
  );
});

test('a worker that is replaced stops what it sends, and asks to be woken again', async () => {
  const replaced = new AbortController();
  toPush = () => {
    replaced.abort(new Error('a newer version takes over'));
    return reply(503, {});
  };
  await expect(flushInWorker(replaced.signal)).rejects.toThrow('takes over');
  expect(asked.filter(({ path }) => path === '/sync/push')).toHaveLength(1);
  expect([await waitingOf(ada), await waitingOf(bo)]).toEqual([1, 1]);
  await expect(flushInWorker(replaced.signal)).rejects.toThrow('takes over');
  expect(asked.filter(({ path }) => path === '/sync/push')).toHaveLength(1);
});
