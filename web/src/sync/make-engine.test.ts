import { beforeEach, expect, test } from 'vitest';
import { setProfile } from '../data/commands/set-profile.ts';
import type { Connections } from '../data/connections.ts';
import { type FakeService, fakeService } from '../data/testing/fake-service.ts';
import { freshDevice } from '../data/testing/fresh-device.ts';
import { makeEngine } from './make-engine.ts';

let service: FakeService;
let connections: Connections;
beforeEach(async () => {
  service = fakeService();
  connections = await freshDevice();
  await setProfile({ displayName: 'Ada' });
});
const push = () =>
  makeEngine(connections, {
    leaving: () => false,
    signal: new AbortController().signal,
    onContact: () => {},
  }).push();

test('a device the service has never adopted asks for that before it sends anything', async () => {
  expect(await push()).toEqual({ kind: 'unauthorised' });
  expect(service.asked).toEqual([]);
});

test('once it is adopted, what waits is sent', async () => {
  connections.device.claimed = true;
  await push();
  expect(service.asked).toEqual(['/sync/push']);
});
