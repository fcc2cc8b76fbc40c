import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { disconnect } from './connections.ts';
import { deviceIdentity } from './device-identity.ts';
import type { Connections } from './open-databases.ts';
import { probeDatabases } from './probe-databases.ts';
import { freshDevice } from './testing/fresh-device.ts';

let connections: Connections;
const handles = () => [connections.learner.backendDB(), connections.catalogue.backendDB()];

beforeEach(async () => {
  connections = await freshDevice();
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await disconnect();
});

test('a page that is looked at again keeps connections that live', async () => {
  const before = handles();
  await probeDatabases(connections);
  expect(handles()).toEqual(before);
  for (const [index, handle] of handles().entries()) expect(handle).toBe(before[index]);
});

test('a page that is looked at again replaces connections the browser closed meanwhile, before anybody needs them', async () => {
  const before = handles();
  for (const handle of before) handle.close();
  await probeDatabases(connections);
  for (const [index, handle] of handles().entries()) expect(handle).not.toBe(before[index]);
  expect(await connections.learner.outbox.count()).toBe(0);
  expect(await connections.catalogue.manifests.count()).toBe(0);
  expect((await deviceIdentity()).learnerId).toBe(connections.device.learnerId);
});

test('a connection that says nothing for three seconds is replaced like a dead one', async () => {
  const [before] = handles();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { count } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'count').mockImplementation(function (this: IDBObjectStore, ...given) {
    // Asked over the old connection: no answer, ever.
    if (this.transaction.db === before) return {} as IDBRequest<number>;
    return count.apply(this, given);
  });
  const probing = probeDatabases(connections);
  await vi.advanceTimersByTimeAsync(2_900);
  expect(connections.learner.backendDB()).toBe(before);
  await vi.advanceTimersByTimeAsync(200);
  vi.useRealTimers();
  await probing;
  expect(connections.learner.backendDB()).not.toBe(before);
  expect(await connections.learner.outbox.count()).toBe(0);
});
