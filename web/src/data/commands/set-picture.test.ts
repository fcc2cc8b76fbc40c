import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { wantCopies } from '../blobs/want-copies.ts';
import type { Connections } from '../connections.ts';
import { readFileState } from '../queries/files.ts';
import { readLearnersHere } from '../queries/learners-here.ts';
import { readPhoto } from '../queries/photo.ts';
import { fakeCaches } from '../testing/fake-caches.ts';
import { freshDevice } from '../testing/fresh-device.ts';
import { createMaterial } from './keep-materials.ts';
import { setPhoto, setPicture } from './set-picture.ts';
import { addLearner, rememberFace } from './share-device.ts';

let device: Connections;
beforeEach(async () => {
  fakeCaches();
  device = await freshDevice();
});
afterEach(() => vi.unstubAllGlobals());

const photo = (bytes = 'a face') => new Blob([bytes], { type: 'image/jpeg' });
const looks = async () => {
  const { avatar = null, photoHash = null } = (await device.learner.rows('profile').get('me')) ?? {};
  return { avatar, photoHash };
};

test('a photo is shown in place of the drawn picture, waits to be sent, and is seen by all who share the device', async () => {
  await setPicture('fox');
  expect(await setPhoto(photo(), 'photo.jpg')).toEqual({ kind: 'stored' });
  const { avatar, photoHash } = await looks();
  expect(avatar).toBe('fox');
  expect(await readFileState(device, photoHash ?? '')).toMatchObject({ kind: 'here', upload: 'waiting' });
  expect(await (await readPhoto(device))?.bytes.text()).toBe('a face');
  await rememberFace();
  await addLearner({ name: 'Bo', picture: 'owl' });
  const [ada, bo] = await readLearnersHere();
  expect([ada?.photo?.sha256, await ada?.photo?.bytes.text()]).toEqual([photoHash, 'a face']);
  expect(bo?.photo).toBeNull();
});

test('another photo, or a drawn picture, takes its place: the one before needs no room and is not sent any more', async () => {
  await setPhoto(photo(), 'photo.jpg');
  const { photoHash: first } = await looks();
  await setPhoto(photo('another face'), 'photo.jpg');
  const { photoHash: second } = await looks();
  expect(await readFileState(device, first ?? '')).toEqual({ kind: 'elsewhere' });
  await setPicture('owl');
  expect(await looks()).toEqual({ avatar: 'owl', photoHash: null });
  expect(await readPhoto(device)).toBeNull();
  expect(await device.learner.blobs.get(second ?? '')).toBeUndefined();
});

test('the same picture kept as a material stays when it is no longer the photo', async () => {
  await setPhoto(photo(), 'photo.jpg');
  const { photoHash: blobHash } = await looks();
  const about = { sizeBytes: 6, mediaType: 'image/jpeg', fileName: 'me.jpg' };
  await createMaterial(crypto.randomUUID(), 'Me', { kind: 'file', blobHash, ...about });
  await setPicture('owl');
  expect(await readFileState(device, blobHash ?? '')).toMatchObject({ kind: 'here' });
});

test('what no file is says why, and the looks stay as they were', async () => {
  await setPicture('fox');
  expect(await setPhoto(new Blob([]), 'photo.jpg')).toEqual({ kind: 'empty' });
  expect(await looks()).toEqual({ avatar: 'fox', photoHash: null });
});

test('a photo taken on another device is asked for by itself, and shows nothing before it is here', async () => {
  const photoHash = 'a'.repeat(64);
  await setPhoto(photo(), 'photo.jpg');
  await device.learner.rows('profile').update('me', { photoHash });
  expect(await readPhoto(device)).toBeNull();
  await wantCopies(device.learner);
  expect(await readFileState(device, photoHash)).toMatchObject({ kind: 'coming' });
});
