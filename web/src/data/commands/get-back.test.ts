import { PROTOCOL_HEADER } from '@hornbook/shared/sync/protocol.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useLost } from '../../ui-state/lost.ts';
import { type Connections, connect } from '../connections.ts';
import { claimLearner } from '../service/claim.ts';
import { freshDevice } from '../testing/fresh-device.ts';
import { beginsAnew, keepNote, lookForLoss, readNote } from '../was-here.ts';
import { beginAnew, getBack } from './get-back.ts';
import { setProfile } from './set-profile.ts';

const former = { deviceName: 'A phone', name: 'Ana', lastSeenAt: 1, lessons: 3, attempts: 2 };
const before = '10000000-0000-4000-8000-000000000000';
let sent: { path: string; body: Record<string, unknown> }[];
let kept: Map<string, string>;
let device: Connections;

beforeEach(async () => {
  sent = [];
  kept = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  });
  useLost.setState({ note: null, former: null });
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    const body = JSON.parse(String(init?.body ?? '{}'));
    sent.push({ path, body });
    const answer = (status: number, value: object) =>
      new Response(JSON.stringify(value), {
        status,
        headers: { 'content-type': 'application/json', [PROTOCOL_HEADER]: '1' },
      });
    if (path === '/auth/challenge') return answer(200, { challenge: 'c' });
    if (path === '/auth/go-on') return answer(200, { learnerId: before, serverTime: 1 });
    if (body.anew) return answer(200, { learnerId: body.learnerId, serverTime: 1 });
    return answer(409, { code: 'former', message: '', former });
  });
  device = await freshDevice();
});
afterEach(() => vi.unstubAllGlobals());

const note = { learnerId: before, name: 'Ana', unsent: 4, at: 5 };

test('a new store where somebody learned before is noticed without a network, by what the browser kept elsewhere', async () => {
  keepNote(note);
  await lookForLoss(device.device);
  expect(useLost.getState().note).toEqual(note);
  // Until the learner has said what is to become of it, nothing is written over it.
  keepNote({ ...note, learnerId: device.device.learnerId, unsent: 0 });
  expect(readNote()).toEqual(note);
});

test('nobody is told of a loss who has lost nothing', async () => {
  await lookForLoss(device.device);
  keepNote({ ...note, learnerId: device.device.learnerId });
  await lookForLoss(device.device);
  expect(useLost.getState().note).toBeNull();
  keepNote(note);
  await lookForLoss({ ...device.device, claimed: true });
  expect(useLost.getState().note).toBeNull();
});

test('the service tells whose browser it was instead of making somebody new; by its cookie all goes on, with what was done since', async () => {
  const outcome = await claimLearner(device.device);
  expect(outcome).toMatchObject({ kind: 'refused', code: 'former', former });
  await setProfile({ displayName: 'Ana again' });
  expect(await getBack()).toEqual({ kind: 'back' });
  const { device: now, learner } = await connect();
  expect(now).toMatchObject({ learnerId: before, deviceId: device.device.deviceId, claimed: true });
  expect((await learner.rows('profile').get('me'))?.displayName).toBe('Ana again');
  expect(await learner.outbox.count()).toBe(1);
  expect(useLost.getState()).toEqual({ note: null, former: null });
});

test('whoever begins anew says so to the service, and is not asked again', async () => {
  keepNote(note);
  await lookForLoss(device.device);
  beginAnew();
  expect(useLost.getState().note).toBeNull();
  expect([readNote(), beginsAnew()]).toEqual([null, true]);
  expect(await claimLearner(device.device)).toMatchObject({ kind: 'claimed' });
  expect(sent.at(-1)?.body.anew).toBe(true);
});
