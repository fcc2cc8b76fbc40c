import { enrollments } from '@hornbook/shared/collections/enrollments.ts';
import { expect, test } from 'vitest';
import { createStage, type StageDevice } from './stage.ts';

const COURSE = '0190a000-0000-7000-8000-000000000001';
type Status = 'active' | 'paused' | 'dropped';
const enroll = (device: StageDevice, status: Status = 'active') =>
  device.engine.commit((writer) =>
    writer.write(enrollments, { courseId: COURSE, enrolledAt: writer.now, status, lastAccessedAt: writer.now }),
  );
const remove = (device: StageDevice) => device.engine.commit((writer) => writer.remove(enrollments, COURSE));

const twoDevices = async () => {
  const stage = createStage();
  const a = stage.device('a');
  const b = stage.device('b');
  await a.setProfile({ displayName: 'start' });
  await a.sync();
  await b.setProfile({ bio: 'start' });
  await b.sync();
  await a.sync();
  return { stage, a, b };
};

test('[T1] pendingCreateMeetsDelete: a creation that was made without knowing of a later deletion does not undo it', async () => {
  const { stage, a, b } = await twoDevices();
  await enroll(b, 'paused');
  stage.pass(1_000);
  await enroll(a);
  await a.settle();
  stage.pass(1_000);
  await remove(a);
  await a.sync();
  await b.sync();
  await a.sync();
  expect(b.row(enrollments, COURSE)?.deletedAt).not.toBe(null);
  expect(stage.equal(a, b)).toBe(true);
});

test('[T1] recreateAfterDelete: writing a deleted row again brings it back everywhere', async () => {
  const { stage, a, b } = await twoDevices();
  await enroll(a);
  await a.sync();
  await remove(a);
  await a.sync();
  await b.sync();
  stage.pass(1_000);
  await enroll(b, 'paused');
  await b.sync();
  await a.sync();
  expect(a.row(enrollments, COURSE)).toMatchObject({ deletedAt: null, status: 'paused' });
  expect(stage.equal(a, b)).toBe(true);
});

test('[T1] deleteRestore: a deletion lost with a history is remembered by the devices', async () => {
  const { stage, a, b } = await twoDevices();
  await enroll(a);
  await a.sync();
  await b.sync();
  const backup = stage.server.backup();
  await remove(a);
  await a.sync();
  stage.server.restore(backup, 'E2');
  await b.sync();
  await a.sync();
  await b.sync();
  expect(b.row(enrollments, COURSE)?.deletedAt).not.toBe(null);
  expect(stage.equal(a, b)).toBe(true);
});
