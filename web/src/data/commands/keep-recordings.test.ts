import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { blobCacheName } from '../blobs/blob-cache.ts';
import { bringFiles } from '../blobs/bring-files.ts';
import { followConsent } from '../blobs/follow-consent.ts';
import type { Connections } from '../connections.ts';
import { LearnerDatabase } from '../learner-database.ts';
import { readUnsentFiles } from '../queries/files.ts';
import { readRecordingTotals } from '../queries/phrases.ts';
import { MOST_RECORDINGS } from '../recordings-room.ts';
import { fakeCaches } from '../testing/fake-caches.ts';
import { freshDevice } from '../testing/fresh-device.ts';
import { deleteRecordings, keepRecording, setSendRecordings } from './keep-recordings.ts';

const take = {
  band: 'close',
  zThousandths: -900,
  method: 'mfcc-dtw',
  methodVersion: 1,
  heardId: null,
  durationMs: 800,
} as const;

let device: Connections;
let kept: ReturnType<typeof fakeCaches>;
beforeEach(async () => {
  kept = fakeCaches();
  device = await freshDevice();
});

const say = async () => {
  const said = { questionId: randomUUID(), courseVersion: 'a'.repeat(64), attemptId: null, take };
  const outcome = await keepRecording(new Blob([new Uint8Array(randomBytes(900))]), said);
  if (outcome.kind !== 'kept') throw new Error(outcome.kind);
  const row = await device.learner.rows('recordings').get(outcome.id);
  if (!row) throw new Error('no row');
  return row;
};
const rowOf = (id: string) => device.learner.rows('recordings').get(id);
const uploadOf = async (sha256: string) => (await device.learner.blobs.get(sha256))?.upload;

test('a recording stays on its device: its row names no file, and nothing waits to be sent', async () => {
  const { id, sha256 } = await say();
  expect(await rowOf(id)).toMatchObject({ blobHash: null, sha256, sizeBytes: 900, take: { band: 'close' } });
  expect(await uploadOf(sha256)).toBe('none');
  await followConsent(device);
  expect((await readUnsentFiles(device)).waiting).toEqual([]);
});

test('once the learner agrees, those made before and after are sent; taken back, none is named or sent any more', async () => {
  const before = await say();
  await setSendRecordings(true);
  const after = await say();
  for (const { id, sha256 } of [before, after]) {
    expect((await rowOf(id))?.blobHash).toBe(sha256);
    expect(await uploadOf(sha256)).toBe('waiting');
  }
  await device.learner.blobs.update(before.sha256, { upload: 'done', sentEpoch: 'e' });
  await setSendRecordings(false);
  for (const { id, sha256 } of [before, after]) {
    expect((await rowOf(id))?.blobHash).toBeNull();
    expect(await uploadOf(sha256)).toBe('none');
    expect(kept.urls(blobCacheName(device.device.learnerId))).toContain(`/blobs/${sha256}`);
  }
});

test('what was said on another device counts here, too: a device that heard it later settles its recordings by itself', async () => {
  const { id, sha256 } = await say();
  await device.learner.rows('learnerSettings').put({
    ...{ _key: 'me', _version: 1, _epoch: 'e', _pass: 0, stamps: {}, deletedAt: null, id: 'me' },
    ...{ streakOff: false, streakKind: 'daily', weeklyGoal: null, achievementsOff: false, noticesOff: false },
    ...{ badgeOff: false, reminderOn: false, reminderMinute: null, reminderZone: null, quietFrom: null, quietTo: null },
    sendRecordings: true,
  });
  await followConsent(device);
  expect((await rowOf(id))?.blobHash).toBe(sha256);
  await device.learner.rows('learnerSettings').update('me', { sendRecordings: false });
  await followConsent(device);
  expect((await rowOf(id))?.blobHash).toBeNull();
  expect(await uploadOf(sha256)).toBe('none');
});

test('a deleted recording leaves this device, and is not brought back by agreeing afterwards', async () => {
  const { id, sha256 } = await say();
  await deleteRecordings([id]);
  expect((await rowOf(id))?.deletedAt).not.toBeNull();
  expect(await device.learner.blobs.get(sha256)).toBeUndefined();
  expect(kept.urls(blobCacheName(device.device.learnerId))).toEqual([]);
  await setSendRecordings(true);
  expect((await rowOf(id))?.blobHash).toBeNull();
});

test('who becomes another learner here sends no recording for that', async () => {
  const { sha256 } = await say();
  const other = new LearnerDatabase(randomUUID());
  await bringFiles(
    { database: device.learner, learnerId: device.device.learnerId },
    { database: other, learnerId: 'other' },
  );
  expect(await other.blobs.get(sha256)).toMatchObject({ isHere: 1, upload: 'none' });
  other.close();
});

test('nothing is thrown away to make room: once it is full the learner is told, decides, and then takes are kept again', async () => {
  const first = await say();
  const { questionId } = first;
  const more = Array.from({ length: MOST_RECORDINGS.count - 2 }, (_, at) => {
    const id = randomUUID();
    return { ...first, _key: id, id, recordedAt: first.recordedAt + 1 + at, sha256: randomBytes(32).toString('hex') };
  });
  await device.learner.rows('recordings').bulkPut(more);
  expect(await readRecordingTotals(device)).toMatchObject({ count: MOST_RECORDINGS.count - 1, left: 1 });
  const said = { questionId, courseVersion: 'a'.repeat(64), attemptId: null, take };
  const keep = async () => (await keepRecording(new Blob([new Uint8Array(randomBytes(900))]), said)).kind;
  expect([await keep(), await keep()]).toEqual(['kept', 'full']);
  const full = await readRecordingTotals(device);
  expect(full).toMatchObject({ count: MOST_RECORDINGS.count, share: 1, left: 0 });
  // All are of one phrase and equally close: the first is also the best.
  expect(full.spare.ids).toHaveLength(MOST_RECORDINGS.count - 2);
  await deleteRecordings(full.spare.ids);
  expect(await readRecordingTotals(device)).toMatchObject({ count: 2, spare: { ids: [] } });
  expect((await rowOf(first.id))?.deletedAt).toBeNull();
  expect(await keep()).toBe('kept');
});

test('large recordings fill the room, too', async () => {
  const first = await say();
  const large = Array.from({ length: 7 }, () => {
    const id = randomUUID();
    return { ...first, _key: id, id, sizeBytes: MOST_RECORDINGS.bytes / 8 };
  });
  await device.learner.rows('recordings').bulkPut(large);
  expect(await readRecordingTotals(device)).toMatchObject({ count: 8, left: 1 });
  await device.learner.rows('recordings').update(first.id, { sizeBytes: MOST_RECORDINGS.bytes / 8 });
  expect(await readRecordingTotals(device)).toMatchObject({ share: 1, left: 0 });
});
