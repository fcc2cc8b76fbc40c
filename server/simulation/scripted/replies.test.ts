import { attempts } from '@hornbook/shared/collections/attempts.ts';
import { enrollments } from '@hornbook/shared/collections/enrollments.ts';
import { profile } from '@hornbook/shared/collections/profile.ts';
import { studyDays } from '@hornbook/shared/collections/study-days.ts';
import { createEngine } from '@hornbook/shared/sync/engine/engine.ts';
import type { PushOutcome } from '@hornbook/shared/sync/ports.ts';
import type { PushRequest } from '@hornbook/shared/sync/protocol.ts';
import { expect, test } from 'vitest';
import { type StageDevice, twoDevices } from './stage.ts';

const COURSE = '0190a000-0000-7000-8000-000000000001';
const enroll = (device: StageDevice, courseId = COURSE) =>
  device.engine.commit((writer) =>
    writer.write(enrollments, { courseId, enrolledAt: writer.now, status: 'active', lastAccessedAt: writer.now }),
  );

test('[P2] a push is answered with a verdict for each row, or as a whole with nothing applied', async () => {
  const { stage, a } = await twoDevices();
  await a.setProfile({ bio: 'new' });
  await enroll(a);
  const flight = await a.send();
  const version = stage.server.digest('learner').version;
  expect(await stage.push({ ...flight.request, epoch: 'other' })).toMatchObject({ retry: 'epoch', epoch: 'E1' });
  expect(await stage.push({ ...flight.request, heard: 0 })).toMatchObject({ retry: 'time', time: stage.clock.now });
  expect(stage.server.digest('learner').version).toBe(version);
  const reply = await flight.arrive();
  expect(reply).toMatchObject({ epoch: 'E1', time: stage.clock.now });
  expect('verdicts' in reply && reply.verdicts.map(({ verdict, rev }) => [verdict, rev])).toEqual(
    flight.request.rows.map(({ rev }) => ['accepted', rev]),
  );
});

test('[P3] ackOnlyEqualRev: a verdict does not clear what was edited since', async () => {
  const { a, b } = await twoDevices();
  await a.setProfile({ bio: 'first' });
  const flight = await a.send();
  const reply = await flight.arrive();
  await a.setProfile({ bio: 'second' });
  await flight.deliver(reply);
  expect(a.entry(profile, 'me')).toBeDefined();
  await a.settle();
  await b.pull();
  expect(b.profile().bio).toBe('second');
});

test('[W2] [P3] revGlobal: a late copy of a reply clears no later entry of the same row', async () => {
  const { a, b } = await twoDevices();
  await a.setProfile({ bio: 'first' });
  const first = await a.send();
  const copy = await a.send();
  const reply = await first.arrive();
  await first.deliver(reply);
  expect(a.entry(profile, 'me')).toBeUndefined();
  await a.setProfile({ bio: 'second' });
  await copy.deliver(reply);
  expect(a.entry(profile, 'me')).toBeDefined();
  await a.settle();
  await b.pull();
  expect(b.profile().bio).toBe('second');
});

test('[W2] revGlobal_noNet: nor after a crash in between', async () => {
  const { a, b } = await twoDevices();
  await a.setProfile({ bio: 'first' });
  const first = await a.send();
  const copy = await a.send();
  const reply = await first.arrive();
  await first.deliver(reply);
  a.storage.crash();
  await a.setProfile({ bio: 'second' });
  await copy.deliver(reply);
  await a.settle();
  await b.pull();
  expect(b.profile().bio).toBe('second');
});

test('[P1] readOneTx: an edit while a batch is read goes with its own revision', async () => {
  const { a, b } = await twoDevices();
  await a.setProfile({ bio: 'first' });
  const [flight] = await Promise.all([a.send(), a.setProfile({ bio: 'second' })]);
  const [sent] = flight.request.rows;
  expect([sent?.row.bio, sent?.rev]).toEqual(
    sent?.row.bio === 'first' ? ['first', 2] : ['second', a.entry(profile, 'me')?.rev],
  );
  await flight.deliver(await flight.arrive());
  await a.settle();
  await b.pull();
  expect(b.profile().bio).toBe('second');
});

test('[P3] epochEcho: a verdict of a lost history clears nothing', async () => {
  const { stage, a, b } = await twoDevices();
  const backup = stage.server.backup();
  await a.setProfile({ bio: 'lost with the history' });
  const flight = await a.send();
  const old = await flight.arrive();
  stage.server.restore(backup, 'E2');
  await a.pull();
  expect(a.state().epoch).toBe('E2');
  await flight.deliver(old);
  expect(a.entry(profile, 'me')).toBeDefined();
  await a.settle();
  await b.sync();
  expect(b.profile().bio).toBe('lost with the history');
});

test('[P3] pushEpochCheck: a push made for another history is not applied', async () => {
  const { stage, a } = await twoDevices();
  const backup = stage.server.backup();
  await a.setProfile({ bio: 'new' });
  const flight = await a.send();
  stage.server.restore(backup, 'E2');
  expect(await flight.arrive()).toMatchObject({ retry: 'epoch', epoch: 'E2' });
  expect(stage.stored(profile, 'me')?.bio).toBe('start');
});

test('[P3] [F2] replyKeepsCursor: a reply never moves the cursor past what others wrote', async () => {
  const { a, b } = await twoDevices();
  await enroll(b);
  await b.settle();
  await a.setProfile({ bio: 'later' });
  const before = a.state().cursor;
  await a.settle();
  expect(a.state().cursor).toEqual(before);
  await a.pull();
  expect(a.row(enrollments, COURSE)).toBeDefined();
});

test('[P3] [W3] a reply to a database that is gone does nothing to the one that took its place', async () => {
  const { a } = await twoDevices();
  await a.setProfile({ bio: 'old database' });
  const flight = await a.send();
  a.storage.wipe('a2'.padEnd(10, '0'));
  await a.setProfile({ bio: 'new database' });
  await flight.deliver({ protocol: 1, epoch: 'E9', time: 9e12, verdicts: [] });
  expect(a.state()).toMatchObject({ epoch: null, heard: 0 });
  expect(a.entry(profile, 'me')).toBeDefined();
});

test('[S2] noop: a repeated push that changes nothing gives no new version', async () => {
  const { stage, a } = await twoDevices();
  await a.setProfile({ bio: 'once' });
  const flight = await a.send();
  await flight.arrive();
  const version = stage.version(profile, 'me');
  expect(await flight.arrive()).toMatchObject({ verdicts: [{ verdict: 'accepted' }] });
  expect(stage.version(profile, 'me')).toBe(version);
});

test('[S2] distinctVersions: rows of one push get versions of their own, so that a page may end between them', async () => {
  const { stage, a, b } = await twoDevices();
  await enroll(a);
  await enroll(a, COURSE.replace(/1$/, '2'));
  await a.settle();
  expect(stage.version(enrollments, COURSE)).not.toBe(stage.version(enrollments, COURSE.replace(/1$/, '2')));
  await b.take(await b.askPage(undefined, { rows: 1, bytes: 1 }));
  await b.pull();
  expect(stage.equal(b)).toBe(true);
});

test('[S1] the server-owned fields of a row are computed with its merge, and travel only down', async () => {
  const { stage, a, b } = await twoDevices();
  const id = '0190a000-0000-7000-8000-0000000000aa';
  await a.engine.commit((writer) => writer.write(attempts, freeAttempt(id, writer.replicaId)));
  const flight = await a.send();
  expect(flight.request.rows[0]?.row).not.toHaveProperty('earnedPoints');
  await flight.deliver(await flight.arrive());
  expect(stage.stored(attempts, id)?.earnedPoints).toBe(0);
  expect(a.row(attempts, id)?.earnedPoints).toBe(null);
  await a.pull();
  await b.pull();
  expect(a.row(attempts, id)?.earnedPoints).toBe(0);
  expect(stage.equal(a, b)).toBe(true);
});

test('[P5] waitBehind: what the server does not know yet waits, and blocks nothing behind it', async () => {
  const { stage, a } = await twoDevices();
  stage.unknownContent.add(COURSE);
  await enroll(a);
  // Only one row fits a request, as after many failures.
  let taken = 0;
  const oneByOne = createEngine({
    learnerId: 'learner',
    storage: a.storage,
    clock: { now: () => stage.clock.now },
    random: { next: () => 0 },
    collections: { profile, enrollments },
    transport: {
      push: async (request: PushRequest): Promise<PushOutcome> => {
        if (request.rows.length > 1) return { kind: 'too-large' };
        taken += request.rows.length;
        return { kind: 'reply', reply: await stage.push(request) };
      },
    },
  });
  await a.setProfile({ bio: 'behind it' });
  for (let round = 0; round < 12 && taken < 2; round++) await oneByOne.push();
  expect(stage.stored(profile, 'me')?.bio).toBe('behind it');
  expect(await oneByOne.status()).toMatchObject({ waiting: 1, attention: 1 });
  stage.unknownContent.clear();
  stage.pass(60_000);
  await a.settle();
  expect(stage.stored(enrollments, COURSE)).toBeDefined();
});

test('[P5] a field or collection of a newer app waits at an older server until that is brought up to date', async () => {
  const { stage, a } = await twoDevices();
  const { bio: _, ...older } = profile.fields;
  stage.onServer.profile = { ...profile, fields: older };
  delete stage.onServer.studyDays;
  await a.setProfile({ bio: 'newer' });
  await a.engine.commit((writer) => writer.write(studyDays, { localDay: '2026-01-02', course: 'none' }));
  await a.settle();
  expect((await a.engine.status()).attention).toBe(2);
  stage.onServer.profile = profile;
  stage.onServer.studyDays = studyDays;
  stage.pass(60_000);
  await a.settle();
  expect(stage.stored(profile, 'me')?.bio).toBe('newer');
  expect(stage.stored(studyDays, '2026-01-02/none')).toBeDefined();
});

test('[W3] perDevice_sameId: a wiped browser counts on as another replica, and nothing is lost', async () => {
  const { stage, a, b } = await twoDevices();
  const count = (ms: number) =>
    a.engine.commit(async (writer) => {
      const mine = (await writer.row(studyDays, '2026-01-02/none'))?.activeMs[writer.replicaId] ?? 0;
      await writer.write(studyDays, {
        localDay: '2026-01-02',
        course: 'none',
        activeMs: { [writer.replicaId]: mine + ms },
      });
    });
  await count(5);
  await a.sync();
  a.storage.wipe('a2'.padEnd(10, '0'));
  await count(2);
  await a.sync();
  await b.sync();
  expect(b.row(studyDays, '2026-01-02/none')?.activeMs).toEqual({ a000000000: 5, a200000000: 2 });
  expect(stage.equal(a, b)).toBe(true);
});

const freeAttempt = (id: string, replicaId: string) => ({
  id,
  mode: 'review' as const,
  activityId: null,
  courseId: null,
  questionIds: [],
  seed: 'seed',
  replicaId,
  replicaSeq: 1,
  startedAt: 1,
  timeZone: 'UTC',
  utcOffsetMinutes: 0,
  status: 'in_progress' as const,
});
