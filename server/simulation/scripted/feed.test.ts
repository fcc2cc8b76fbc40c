import { attempts } from '@hornbook/shared/collections/attempts.ts';
import { enrollments } from '@hornbook/shared/collections/enrollments.ts';
import { latest, text } from '@hornbook/shared/collections/fields.ts';
import { profile } from '@hornbook/shared/collections/profile.ts';
import { expect, test } from 'vitest';
import { notices } from '../sample-collections.ts';
import { type StageDevice, twoDevices } from './stage.ts';

const COURSES = [1, 2, 3].map((n) => `0190a000-0000-7000-8000-00000000000${n}`);
const enroll = (device: StageDevice, courseId = COURSES[0] as string) =>
  device.engine.commit((writer) =>
    writer.write(enrollments, { courseId, enrolledAt: writer.now, status: 'active', lastAccessedAt: writer.now }),
  );
const one = { rows: 1, bytes: 1 };

test('[F1] the feed brings every row to every device, also to the one that wrote it', async () => {
  const { stage, a, b } = await twoDevices();
  for (const course of COURSES) await enroll(a, course);
  await a.settle();
  expect(a.stored(enrollments, COURSES[0] as string)?.version).toBe(0);
  await a.pull();
  await b.pull();
  expect(a.stored(enrollments, COURSES[0] as string)?.version).toBeGreaterThan(0);
  expect(stage.equal(a, b)).toBe(true);
});

test('[F1] offsetAhead: a full page ends at its last row, so that nothing after it is skipped', async () => {
  const { stage, a, b } = await twoDevices();
  for (const course of COURSES) await enroll(a, course);
  await a.settle();
  for (const _ of COURSES) {
    const asked = await b.askPage(undefined, one);
    expect(asked.outcome.kind === 'page' && asked.outcome.page.rows).toHaveLength(1);
    await b.take(asked);
  }
  expect(stage.equal(b)).toBe(true);
});

test('[F2] cas: a page asked for from another position is not applied', async () => {
  const { stage, a, b } = await twoDevices();
  for (const course of COURSES) await enroll(a, course);
  await a.settle();
  const tabOne = await b.askPage(undefined, one);
  const tabTwo = await b.askPage(undefined, one);
  await b.take(tabOne);
  const { cursor } = b.state();
  expect(await b.take(tabTwo)).toMatchObject({ kind: 'ignored' });
  expect(b.state().cursor).toEqual(cursor);
  await b.pull();
  expect(stage.equal(b)).toBe(true);
});

test('[F2] [F3] a page from before a 409 does not end the pass that it started', async () => {
  const { stage, a, b } = await twoDevices();
  await enroll(a);
  await a.settle();
  const early = await b.askPage();
  stage.server.rotateHandles();
  await b.take(await b.askPage());
  expect(b.state()).toMatchObject({ cursor: null, pass: 2 });
  expect(await b.take(early)).toMatchObject({ kind: 'ignored' });
  expect(b.state()).toMatchObject({ cursor: null, pass: 2 });
});

test('[F3] a pass clears nothing: the screen shows all along what it showed before', async () => {
  const { stage, a } = await twoDevices();
  for (const course of COURSES) await enroll(a, course);
  await a.sync();
  stage.server.rotateHandles();
  await a.take(await a.askPage());
  for (const course of COURSES) {
    expect(a.row(enrollments, course)).toBeDefined();
    await a.take(await a.askPage(undefined, one));
  }
  expect(a.profile().displayName).toBe('start');
  await a.pull();
  expect(stage.equal(a)).toBe(true);
});

test('[F3] freshGen: marks of a pass that was given up do not count for the next', async () => {
  const { stage, a, b } = await twoDevices();
  for (const course of COURSES) await enroll(a, course);
  await a.sync();
  await b.sync();
  stage.server.rotateHandles();
  await a.take(await a.askPage());
  await a.take(await a.askPage(undefined, one));
  stage.server.restore({ learners: new Map() }, 'E2');
  await a.sync();
  await b.sync();
  await a.sync();
  expect(stage.equal(a, b)).toBe(true);
  expect(b.row(enrollments, COURSES[2] as string)).toBeDefined();
});

test('[F4] passRepair: after a restore every row a device still holds comes back, whoever made it', async () => {
  const { stage, a, b } = await twoDevices();
  const backup = stage.server.backup();
  await enroll(b);
  await b.settle();
  await a.pull();
  b.storage.wipe('b2'.padEnd(10, '0'));
  stage.server.restore(backup, 'E2');
  await a.sync();
  await b.sync();
  expect(b.row(enrollments, COURSES[0] as string)).toBeDefined();
  expect(stage.equal(a, b)).toBe(true);
});

test('[F5] keepNewer: what only the server writes stays if it is newer than the end of the pass', async () => {
  const { stage, a } = await twoDevices();
  const lagging = stage.server.backup();
  await stage.job(notices, 'n1', { id: 'n1', message: 'Well done' });
  await a.pull();
  stage.server.rotateHandles();
  await a.take(await a.askPage());
  await a.pull(lagging);
  expect(a.row(notices, 'n1')).toMatchObject({ message: 'Well done' });
});

test('[F5] what only the server writes goes if the server has it no more', async () => {
  const { stage, a } = await twoDevices();
  const backup = stage.server.backup();
  await stage.job(notices, 'n1', { id: 'n1', message: 'Well done' });
  await a.pull();
  stage.server.restore(backup, 'E2');
  await a.sync();
  expect(a.row(notices, 'n1')).toBeUndefined();
  expect(stage.equal(a)).toBe(true);
});

const attempt = (device: StageDevice, id: string) =>
  device.engine.commit((writer) =>
    writer.write(attempts, {
      id,
      mode: 'review',
      questionIds: [],
      seed: 'seed',
      replicaId: writer.replicaId,
      replicaSeq: 1,
      startedAt: 1,
      timeZone: 'UTC',
      utcOffsetMinutes: 0,
      status: 'in_progress',
    }),
  );
const ATTEMPT = '0190a000-0000-7000-8000-0000000000aa';

test('[M2] rowVersion: an older page takes no server-owned field back', async () => {
  const { stage, a } = await twoDevices();
  stage.onServer.attempts = { ...attempts, fields: { ...attempts.fields, timeLimitMs: latest(text(1)) } as never };
  await attempt(a, ATTEMPT);
  await a.settle();
  await stage.job(attempts, ATTEMPT, { possiblePoints: 1 });
  const page = await a.askPage();
  await stage.job(attempts, ATTEMPT, { possiblePoints: 2 });
  await a.engine.commit((writer) => writer.change(attempts, ATTEMPT, { timeLimitMs: 5 }));
  await a.settle();
  expect(a.row(attempts, ATTEMPT)?.possiblePoints).toBe(2);
  await a.take(page);
  expect(a.row(attempts, ATTEMPT)?.possiblePoints).toBe(2);
});

test('[M2] rowEpoch: versions of a lost history do not hide those of the new one', async () => {
  const { stage, a } = await twoDevices();
  await attempt(a, ATTEMPT);
  await a.settle();
  const backup = stage.server.backup();
  for (const possiblePoints of [1, 2, 3]) await stage.job(attempts, ATTEMPT, { possiblePoints });
  await a.pull();
  stage.server.restore(backup, 'E2');
  await stage.job(attempts, ATTEMPT, { possiblePoints: 7 });
  await a.sync();
  expect(a.row(attempts, ATTEMPT)?.possiblePoints).toBe(7);
});

test('[R1] excess: what a device has beyond an older row of the server is sent, at any version', async () => {
  const { stage, a, b } = await twoDevices();
  await enroll(a);
  await a.sync();
  await b.sync();
  await a.setProfile({ displayName: 'acked', bio: 'acked' });
  await a.sync();
  stage.server.restore({ learners: new Map() }, 'E2');
  // A hears of the new history from a reply and begins its pass; another device makes the row again meanwhile.
  await a.setProfile({ dailyMinutes: 9 });
  const flight = await a.send();
  await flight.deliver(await flight.arrive());
  const c = stage.device('c');
  await c.setProfile({ displayName: 'other' });
  await c.settle();
  const page = await a.askPage();
  await a.settle();
  await a.take(page);
  await a.sync();
  await c.sync();
  expect(stage.equal(a, c)).toBe(true);
  expect(c.profile()).toMatchObject({ bio: 'acked', dailyMinutes: 9 });
});

test('[S5] psqlNoStamp: a change at psql reaches devices because it takes a later stamp', async () => {
  const { stage, a, b } = await twoDevices();
  await stage.job(profile, 'me', { displayName: 'by an operator' });
  await a.sync();
  await b.sync();
  expect(a.profile().displayName).toBe('by an operator');
  expect(stage.equal(a, b)).toBe(true);
});

test('[S5] without the stamp the devices’ own value would come back', async () => {
  const { stage, a } = await twoDevices();
  await stage.job(profile, 'me', { displayName: '' }, false);
  await a.sync();
  expect(stage.stored(profile, 'me')?.displayName).toBe('start');
});

test('[R2] a device that has read further than the clock shows that history was lost', async () => {
  const { stage, a, b } = await twoDevices();
  const backup = stage.server.backup();
  await enroll(a);
  await a.sync();
  // Restored without anyone saying so.
  stage.server.restore(backup, 'E1');
  await a.sync();
  expect(stage.server.epoch()).toBe('E2');
  await a.sync();
  await b.sync();
  expect(stage.equal(a, b)).toBe(true);
  expect(b.row(enrollments, COURSES[0] as string)).toBeDefined();
});

test('[R2] equal digests change nothing; a difference at rest starts a pass that repairs it', async () => {
  const { stage, a } = await twoDevices();
  await enroll(a);
  expect(await a.engine.compareDigest(stage.server.digest('learner'))).toBe('not-comparable');
  await a.sync();
  expect(await a.engine.compareDigest(stage.server.digest('learner'))).toBe('equal');
  const [gone] = a.storage.content().rows.keys();
  a.storage.content().rows.delete(gone as string);
  expect(await a.engine.compareDigest(stage.server.digest('learner'))).toBe('rows');
  await a.sync();
  expect(stage.equal(a)).toBe(true);
  expect(await a.engine.compareDigest(stage.server.digest('learner'))).toBe('equal');
});
