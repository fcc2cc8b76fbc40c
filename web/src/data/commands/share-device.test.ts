import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { setClock } from '../clock.ts';
import { connect, useConnectionState } from '../connections.ts';
import { deviceIdentity, identitiesHere, identityOf, updateDeviceIdentity } from '../device-identity.ts';
import { readLearnersHere } from '../queries/learners-here.ts';
import { freshDevice, reload } from '../testing/fresh-device.ts';
import { setPicture } from './set-picture.ts';
import { setProfile } from './set-profile.ts';
import {
  addLearner,
  askToForgetPin,
  chooseLearner,
  forgetPin,
  leaveToNext,
  setLockAfter,
  setPin,
} from './share-device.ts';

const HOUR = 3_600_000;
const openLearner = async () => (await connect()).device.learnerId;
const isOpen = () =>
  connect().then(
    () => true,
    () => false,
  );
/** The page follows the device by itself. */
const until = (learnerId: string) =>
  vi.waitFor(async () => expect(await openLearner()).toBe(learnerId), { timeout: 3_000 });
const untilLocked = () =>
  vi.waitFor(() => expect(useConnectionState.getState().kind).toBe('locked'), { timeout: 3_000 });

let first: string;
const second = async (): Promise<string> => {
  expect(await addLearner({ name: 'Bo', picture: 'owl' })).toEqual({ kind: 'added' });
  const { learnerId } = await deviceIdentity();
  await until(learnerId);
  return learnerId;
};

beforeEach(async () => {
  first = (await freshDevice()).device.learnerId;
  await setProfile({ displayName: 'Ada' });
  await setPicture('fox');
});
afterEach(() => {
  setClock(() => Date.now());
});

describe('a device that several learners share', () => {
  test('gives each a database, ids and a key of their own; all who share it see is names and pictures', async () => {
    const before = await identityOf(first);
    const other = await second();
    const { learner } = await connect();
    expect(learner.name).toContain(other);
    expect((await learner.rows('profile').get('me'))?.displayName).toBe('Bo');
    expect(await learner.outbox.count()).toBe(1);
    const [ada, bo] = await Promise.all([identityOf(first), identityOf(other)]);
    expect(bo?.deviceId).not.toBe(ada?.deviceId);
    const keyOf = async (pair: CryptoKeyPair | undefined) =>
      pair && (await crypto.subtle.exportKey('jwk', pair.publicKey)).x;
    expect(await keyOf(bo?.keyPair)).not.toBe(await keyOf(ada?.keyPair));
    expect(ada).toMatchObject({ deviceId: before?.deviceId, createdAt: before?.createdAt });
    expect(await readLearnersHere()).toMatchObject([
      { learnerId: first, name: 'Ada', picture: 'fox', current: false },
      { learnerId: other, name: 'Bo', picture: 'owl', current: true },
    ]);
  });

  test('opens what each left as it was, and what each did goes into nobody else’s database', async () => {
    const other = await second();
    await setProfile({ bio: 'of Bo' });
    await leaveToNext();
    await untilLocked();
    await vi.waitFor(() => expect(isOpen()).resolves.toBe(false), { timeout: 3_000 });
    expect(await chooseLearner(first)).toEqual({ kind: 'chosen' });
    await until(first);
    const { learner } = await connect();
    expect(await learner.rows('profile').get('me')).toMatchObject({ displayName: 'Ada', bio: null });
    expect(await chooseLearner(other)).toEqual({ kind: 'chosen' });
    await until(other);
    expect(await (await connect()).learner.rows('profile').get('me')).toMatchObject({ bio: 'of Bo' });
    expect((await identitiesHere()).length).toBe(2);
  });

  test('asks who is learning after a reload too, once it was left', async () => {
    await second();
    await leaveToNext();
    await untilLocked();
    await expect(reload()).rejects.toThrow();
    expect(useConnectionState.getState().kind).toBe('locked');
    await chooseLearner(first);
    await until(first);
  });

  test.each([
    ['an hour later', HOUR],
    ['with a clock set back by a week', -7 * 24 * HOUR],
    ['with a clock put forward by a week', 7 * 24 * HOUR],
  ])('asks who is learning when it is opened %s, and not after a minute', async (_, by) => {
    const other = await second();
    setClock(() => Date.now() + 60_000);
    expect((await reload()).device.learnerId).toBe(other);
    setClock(() => Date.now() + by);
    await expect(reload()).rejects.toThrow();
    await chooseLearner(other);
    expect((await reload()).device.learnerId).toBe(other);
  });

  test('never asks where that was chosen, and never asks who learns here alone', async () => {
    setClock(() => Date.now() + 24 * HOUR);
    expect((await reload()).device.learnerId).toBe(first);
    setClock(() => Date.now());
    const other = await second();
    await setLockAfter(null);
    setClock(() => Date.now() + 24 * HOUR);
    expect((await reload()).device.learnerId).toBe(other);
  });

  test('notes what the service said of a learner with that learner, whoever uses the device by then', async () => {
    const other = await second();
    await updateDeviceIdentity(first, { claimed: true, refusal: 'revoked' });
    expect(await identityOf(first)).toMatchObject({ claimed: true, refusal: 'revoked' });
    expect(await identityOf(other)).toMatchObject({ claimed: false });
    expect((await identityOf(other))?.refusal ?? null).toBeNull();
  });

  test('is one learner again when somebody becomes, by a code, one who is here already', async () => {
    const other = await second();
    await updateDeviceIdentity(other, { learnerId: first, claimed: true });
    expect(await readLearnersHere()).toMatchObject([{ learnerId: first, name: 'Ada', current: true }]);
  });
});

describe('a PIN', () => {
  test('is asked of whoever wants to open that learner, and each miss after the third has to wait longer', async () => {
    await setPin('2468');
    await second();
    let time = Date.now();
    setClock(() => time);
    expect(await chooseLearner(first)).toEqual({ kind: 'wrong', waitMs: 0 });
    expect(await chooseLearner(first, '1111')).toEqual({ kind: 'wrong', waitMs: 0 });
    expect(await chooseLearner(first, '1112')).toEqual({ kind: 'wrong', waitMs: 5_000 });
    expect(await chooseLearner(first, '2468')).toEqual({ kind: 'too-soon', waitMs: 5_000 });
    time += 5_000;
    expect(await chooseLearner(first, '1113')).toEqual({ kind: 'wrong', waitMs: 10_000 });
    // A clock set back makes nobody wait for a week.
    time -= 7 * 24 * HOUR;
    expect(await chooseLearner(first, '2468')).toEqual({ kind: 'too-soon', waitMs: 10_000 });
    time += 7 * 24 * HOUR + 10_000;
    expect(await chooseLearner(first, '2468')).toEqual({ kind: 'chosen' });
    await until(first);
  });

  test('is kept as a slow hash, and never as itself', async () => {
    expect(await setPin('12')).toBe(false);
    await setPin('13579');
    const pin = (await identityOf(first))?.pin;
    expect(pin?.rounds).toBeGreaterThanOrEqual(600_000);
    expect(JSON.stringify(pin)).not.toContain('13579');
    expect(new TextDecoder().decode(pin?.hash)).not.toContain('13579');
  });

  test('that was forgotten can be taken off after a day, and not when it was entered in between', async () => {
    await setPin('2468');
    await second();
    expect(await forgetPin(first)).toBe(false);
    await askToForgetPin(first);
    expect(await forgetPin(first)).toBe(false);
    await chooseLearner(first, '2468');
    await until(first);
    setClock(() => Date.now() + 25 * HOUR);
    expect(await forgetPin(first)).toBe(false);
    await askToForgetPin(first);
    setClock(() => Date.now() + 50 * HOUR);
    expect(await forgetPin(first)).toBe(true);
    expect((await identityOf(first))?.pin).toBeNull();
  });
});
