import { DELIVERY_HEADER, PROTOCOL, PROTOCOL_HEADER } from '@hornbook/shared/sync/protocol.ts';
import { beforeEach, expect, test, vi } from 'vitest';
import { setProfile } from '../data/commands/set-profile.ts';
import { addLearner } from '../data/commands/share-device.ts';
import { deviceIdentity, identityOf, updateDeviceIdentity } from '../data/device-identity.ts';
import { LearnerDatabase } from '../data/learner-database.ts';
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

const reply = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', [PROTOCOL_HEADER]: String(PROTOCOL) },
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

test('who cannot be reached keeps everything, and the worker asks to be woken again', async () => {
  toPush = () => reply(503, {});
  expect((await deliverForOthers(new AbortController().signal)).left).toBe(1);
  await expect(flushInWorker()).rejects.toThrow('could not be sent');
  expect([await waitingOf(ada), await waitingOf(bo)]).toEqual([1, 1]);
});

test('the worker sends for each by their own ticket, and nothing for one who signed out', async () => {
  await updateDeviceIdentity(ada, { signedOut: true });
  toPush = () => reply(503, {});
  await flushInWorker().catch(() => undefined);
  expect(new Set(asked.filter(({ path }) => path === '/sync/push').map(({ body }) => body.learnerId))).toEqual(
    new Set([bo]),
  );
});
