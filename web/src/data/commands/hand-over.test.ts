import { readBundle } from '@hornbook/shared/bundle/bundle-text.ts';
import { addFrame, type ReadFrames, textOfFrames } from '@hornbook/shared/bundle/frames.ts';
import { breakSeal } from '@hornbook/shared/bundle/seal.ts';
import type { Subtle } from '@hornbook/shared/bundle/tools.ts';
import { toBase64url } from '@hornbook/shared/identity/claim.ts';
import { PROTOCOL_HEADER } from '@hornbook/shared/sync/protocol.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Connections } from '../connections.ts';
import { updateDeviceIdentity } from '../device-identity.ts';
import { deliverCarried } from '../hand-over/deliver-carried.ts';
import { readCarried } from '../queries/hand-over.ts';
import { freshDevice, reload } from '../testing/fresh-device.ts';
import { SAMPLE } from '../testing/sample-course.ts';
import { makeOwn, makeWaiting } from './hand-over.ts';
import { putBack, receiveBundle } from './receive-bundle.ts';
import { setProfile } from './set-profile.ts';
import { addStudyTime, completeLesson } from './study-lesson.ts';

const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
const key = toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
const service = { id: 'our-service', key };
let answer: () => Response;
let posted: string[];
const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', [PROTOCOL_HEADER]: '1' },
  });
let device: Connections;

const claimed = async (): Promise<Connections> => {
  const { device: identity } = await freshDevice();
  await updateDeviceIdentity(identity.learnerId, { claimed: true });
  return reload();
};
const work = async () => {
  await setProfile({ displayName: 'Ana' });
  await completeLesson(SAMPLE.courseId, SAMPLE.lessonId(0, 0));
  await addStudyTime({ courseId: null, ms: 700 });
};

beforeEach(async () => {
  posted = [];
  answer = () => json(200, { state: 'delivered' });
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (String(url) === '/sync/bundles/keys') return json(200, { service, devices: [] });
    if (String(url) !== '/sync/bundles') throw new TypeError('offline');
    posted.push(JSON.parse(String(init?.body)).bundle);
    return answer();
  });
  device = await claimed();
});
afterEach(() => vi.unstubAllGlobals());

const makeWork = async (options = {}) => {
  const making = await makeWaiting(options);
  if (making.kind !== 'made') throw new Error(making.kind);
  return making.bundle;
};
const makeAll = async () => {
  const making = await makeOwn();
  if (making.kind !== 'made') throw new Error(making.kind);
  return making.bundle;
};

describe('handing over what waits', () => {
  test('makes a bundle that the service alone can open, and leaves everything waiting', async () => {
    expect(await makeWaiting()).toEqual({ kind: 'nothing-waits' });
    await work();
    const waiting = await device.learner.outbox.count();
    const bundle = await makeWork();
    expect(bundle).toMatchObject({ kind: 'waiting', rows: waiting, left: 0 });
    expect(await device.learner.outbox.count()).toBe(waiting);
    const read = readBundle(bundle.text);
    if (read.kind === 'refused' || read.bundle.head.kind !== 'waiting') throw new Error('Not read.');
    expect(read.bundle.head.from).toBe('');
    const { head, headText, body } = read.bundle;
    const subtle = crypto.subtle as unknown as Subtle;
    expect(await breakSeal(subtle, { key, privateKey: pair.privateKey }, head.key, headText, body)).not.toBeNull();
    const named = readBundle((await makeWork({ withName: true })).text);
    expect(named.kind === 'read' && named.bundle.head.from).toBe('Ana');
    const frames = bundle.frames?.reduce<ReadFrames | null>(addFrame, null);
    expect(frames && textOfFrames(frames)).toBe(bundle.text);
  });

  test('is not possible before the service has met this device', async () => {
    await freshDevice();
    await work();
    expect(await makeWaiting()).toEqual({ kind: 'no-contact-yet' });
    expect((await makeOwn()).kind).toBe('made');
  });
});

describe('carrying for somebody', () => {
  test('keeps the bundle until the service has it, and then only says so', async () => {
    await work();
    const { text, rows } = await makeWork({ withName: true });
    device = await claimed();
    expect(await receiveBundle(`${text.slice(0, 90)}\r\n${text.slice(90)}`)).toEqual({
      kind: 'carried',
      from: 'Ana',
      rows,
      already: false,
    });
    expect(await receiveBundle(text)).toMatchObject({ already: true });
    answer = () => {
      throw new TypeError('offline');
    };
    expect(await deliverCarried()).toBe('later');
    answer = () => new Response('<html>Sign in to the Wi-Fi</html>', { headers: { 'content-type': 'text/html' } });
    expect(await deliverCarried()).toBe('later');
    answer = () => json(401, { code: 'no-session' });
    expect(await deliverCarried()).toBe('later');
    expect(await readCarried()).toMatchObject([{ state: 'waiting', from: 'Ana', rows }]);
    device = await reload();
    answer = () => json(200, { state: 'delivered' });
    expect(await deliverCarried()).toBe('all');
    expect(await readCarried()).toMatchObject([{ state: 'delivered', from: 'Ana', settledAt: expect.any(Number) }]);
    expect(posted.at(-1)?.replace(/\s/g, '')).toBe(text);
    const sent = posted.length;
    await deliverCarried();
    expect(posted.length).toBe(sent);
    // Nothing of it became the carrier's.
    expect(await device.learner.outbox.count()).toBe(0);
  });

  test('says when the service will never take it, and tries later what is too early', async () => {
    await work();
    const { text } = await makeWork();
    device = await claimed();
    await receiveBundle(text);
    answer = () => json(200, { state: 'too-early' });
    expect(await deliverCarried()).toBe('all');
    expect(await readCarried()).toMatchObject([{ state: 'waiting', notBefore: expect.any(Number) }]);
    await deliverCarried();
    expect(posted.length).toBe(1);
    device = await claimed();
    await receiveBundle(text);
    answer = () => json(422, { code: 'not-taken' });
    await deliverCarried();
    expect(await readCarried()).toMatchObject([{ state: 'refused', refusal: 'not-taken' }]);
  });
});

describe('own data', () => {
  test('is merged into what is here, and the same again changes nothing', async () => {
    await work();
    const { text, rows } = await makeAll();
    expect(await receiveBundle(text)).toMatchObject({ kind: 'own', mine: true, from: 'Ana', rows });
    await setProfile({ displayName: 'Ana María' });
    expect(await putBack(text)).toMatchObject({ kind: 'taken-in', changed: 0 });
    expect((await device.learner.rows('profile').get('me'))?.displayName).toBe('Ana María');
  });

  test('of before a wipe comes back when the learner says that it is theirs, and not otherwise', async () => {
    await work();
    const { text, rows } = await makeAll();
    device = await freshDevice();
    await setProfile({ bio: 'new here' });
    const changes = await device.learner.outbox.count();
    expect(await receiveBundle(text)).toMatchObject({ kind: 'own', mine: false });
    expect(await putBack(text)).toEqual({ kind: 'refused' });
    expect(await device.learner.outbox.count()).toBe(changes);
    expect(await putBack(text, { evenIfAnothers: true })).toMatchObject({ kind: 'taken-in', changed: rows });
    expect(await device.learner.rows('profile').get('me')).toMatchObject({ displayName: 'Ana', bio: 'new here' });
    expect(await device.learner.rows('lessonProgress').count()).toBe(1);
    expect(await device.learner.outbox.count()).toBe(rows);
  });

  test('that says it is this learner’s and was made by no device of theirs is refused, and nothing changes', async () => {
    const { learnerId } = device.device;
    await work();
    const mine = await makeAll();
    device = await freshDevice();
    await updateDeviceIdentity(device.device.learnerId, { learnerId, claimed: true });
    device = await reload();
    // Another key now, and the service names nobody: whoever made it is not known to be one of us.
    expect(await receiveBundle(mine.text)).toEqual({ kind: 'refused', why: 'unknown-device' });
    expect(await putBack(mine.text, { evenIfAnothers: true })).toEqual({ kind: 'refused' });
    expect(await device.learner.outbox.count()).toBe(0);
  });

  test('cut off, or another file altogether, is refused by its name', async () => {
    await work();
    const { text } = await makeAll();
    expect(await receiveBundle(text.slice(0, -40))).toEqual({ kind: 'refused', why: 'damaged' });
    expect(await receiveBundle('{"a":1}')).toEqual({ kind: 'refused', why: 'not-a-bundle' });
    expect(await receiveBundle('Dear diary')).toEqual({ kind: 'refused', why: 'not-a-bundle' });
    expect(await receiveBundle(text.replace('hornbook1', 'hornbook7'))).toEqual({ kind: 'refused', why: 'newer' });
  });
});
