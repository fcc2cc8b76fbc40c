import { PROTOCOL_HEADER } from '@hornbook/shared/sync/protocol.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setClock } from '../clock.ts';
import { currentIdentity, updateDeviceIdentity } from '../device-identity.ts';
import { tellExports } from '../service/exports.ts';
import { freshDevice } from '../testing/fresh-device.ts';
import { noteExport } from './note-export.ts';

let told: number[][];
let answers: () => Response | Promise<never>;
let learnerId: string;
const kept = async () => (await currentIdentity())?.exportedAt ?? [];
const answer = (status: number) =>
  new Response('{}', { status, headers: { 'content-type': 'application/json', [PROTOCOL_HEADER]: '1' } });

beforeEach(async () => {
  told = [];
  answers = () => answer(200);
  vi.stubGlobal('fetch', (_path: string, init?: RequestInit) => {
    told.push((JSON.parse(String(init?.body)) as { at: number[] }).at);
    return Promise.resolve(answers());
  });
  learnerId = (await freshDevice()).device.learnerId;
  setClock(() => 5_000);
});
afterEach(() => {
  setClock(() => Date.now());
  vi.unstubAllGlobals();
});

test('a copy that was made without a connection is told of when there is one, with the time it was made, once', async () => {
  await noteExport();
  // A learner nobody has met has nobody to tell.
  expect([told, await kept()]).toEqual([[], [5_000]]);
  await updateDeviceIdentity(learnerId, { claimed: true });
  answers = () => Promise.reject(new TypeError('no network'));
  setClock(() => 9_000);
  await noteExport();
  expect(await kept()).toEqual([5_000, 9_000]);
  answers = () => answer(200);
  await tellExports(learnerId);
  expect([told.at(-1), await kept()]).toEqual([[5_000, 9_000], []]);
  await tellExports(learnerId);
  expect(told).toHaveLength(2);
});

test('what the service had no time for is kept', async () => {
  await updateDeviceIdentity(learnerId, { claimed: true });
  answers = () => answer(429);
  await noteExport();
  expect(await kept()).toEqual([5_000]);
});
