import { enrollments } from '@hornbook/shared/collections/enrollments.ts';
import { latest, max, min, nullable, oneOf, text } from '@hornbook/shared/collections/fields.ts';
import { lessonProgress } from '@hornbook/shared/collections/lesson-progress.ts';
import { profile } from '@hornbook/shared/collections/profile.ts';
import { expect, test } from 'vitest';
import { createStage, type StageDevice, twoDevices } from './stage.ts';

const LESSON = '0190a000-0000-7000-8000-000000000002';
const COURSE = '0190a000-0000-7000-8000-000000000001';
/** Servers that take less than devices do: only so can a value be refused that a command has let pass. */
const shortNames = { ...profile, fields: { ...profile.fields, displayName: latest(text(8)) } };
const strictProgress = {
  ...lessonProgress,
  fields: {
    ...lessonProgress.fields,
    status: max(oneOf('not_started', 'in_progress')),
    completedDay: min(nullable(text(4))),
  },
};

const strictStage = async () => {
  const stage = createStage();
  stage.onServer.profile = shortNames;
  stage.onServer.lessonProgress = strictProgress;
  return twoDevices(stage);
};
const progress = (
  device: StageDevice,
  changes: Partial<{ status: 'in_progress' | 'completed'; completedDay: string; spent: number }>,
) =>
  device.engine.commit(async (writer) => {
    const { spent = 0, ...said } = changes;
    const mine = (await writer.row(lessonProgress, LESSON))?.timeSpentMs[writer.replicaId] ?? 0;
    await writer.write(lessonProgress, {
      lessonId: LESSON,
      courseId: COURSE,
      startedAt: 1,
      timeSpentMs: { [writer.replicaId]: mine + spent },
      ...said,
    });
  });
const TOO_LONG = 'much too long';

test('[P4] a refused field is set aside, what the server has takes its place, and the rest goes through', async () => {
  const { stage, a, b } = await strictStage();
  await a.setProfile({ displayName: TOO_LONG, bio: 'fine' });
  await a.sync();
  expect(a.profile()).toMatchObject({ displayName: 'start', bio: 'fine' });
  expect(a.quarantined()).toMatchObject([{ fields: { displayName: TOO_LONG } }]);
  expect((await a.engine.status()).attention).toBe(1);
  await b.sync();
  expect(b.profile().bio).toBe('fine');
  expect(stage.equal(a, b)).toBe(true);
});

test('[P4] rejectNotOlder: a rejection that carries an older row than the feed has brought is judged again', async () => {
  const { stage, a, b } = await strictStage();
  await a.setProfile({ displayName: TOO_LONG });
  const flight = await a.send();
  const old = await flight.arrive();
  await b.setProfile({ bio: 'newer' });
  await b.settle();
  await a.pull();
  const { version } = a.stored(profile, 'me') ?? {};
  await flight.deliver(old);
  expect(a.stored(profile, 'me')?.version).toBe(version);
  expect(a.entry(profile, 'me')).toBeDefined();
  await a.sync();
  expect(a.profile()).toMatchObject({ displayName: 'start', bio: 'newer' });
  expect(stage.equal(a, b)).toBe(true);
});

test('[P4] rejectHostage: a wiped device’s part of a row comes back although another part of it is refused', async () => {
  const { stage, a, b } = await strictStage();
  const backup = stage.server.backup();
  await b.setProfile({ bio: 'of the wiped device' });
  await b.settle();
  await a.pull();
  stage.server.restore(backup, 'E2');
  b.storage.wipe('b2'.padEnd(10, '0'));
  await a.setProfile({ displayName: TOO_LONG });
  await a.sync();
  await b.sync();
  expect(b.profile()).toMatchObject({ displayName: 'start', bio: 'of the wiped device' });
  expect(stage.equal(a, b)).toBe(true);
});

test('[P4] rejectRow: counts of a row survive the refusal of another field of it', async () => {
  const { stage, a, b } = await strictStage();
  const backup = stage.server.backup();
  await progress(b, { spent: 5 });
  await b.settle();
  await a.pull();
  stage.server.restore(backup, 'E2');
  b.storage.wipe('b2'.padEnd(10, '0'));
  await progress(a, { spent: 3, completedDay: '2026-01-02' });
  await a.sync();
  await b.sync();
  expect(b.row(lessonProgress, LESSON)?.timeSpentMs).toEqual({ a000000000: 3, b000000000: 5 });
  expect(a.quarantined()).toMatchObject([{ fields: { completedDay: '2026-01-02' } }]);
  expect(stage.equal(a, b)).toBe(true);
});

test('[P4] rejectReplaces: a refused value that only grows is really gone from the row', async () => {
  const { stage, a, b } = await strictStage();
  await progress(a, { status: 'in_progress' });
  await a.sync();
  await progress(a, { status: 'completed' });
  await a.sync();
  await b.sync();
  expect(a.row(lessonProgress, LESSON)?.status).toBe('in_progress');
  expect(stage.equal(a, b)).toBe(true);
  expect(a.entry(lessonProgress, LESSON)).toBeUndefined();
});

test('[S3] judgeChanged: a stored value that a stricter server would refuse today holds up no other edit', async () => {
  const { stage, a, b } = await strictStage();
  stage.onServer.profile = profile;
  await a.setProfile({ displayName: TOO_LONG });
  await a.sync();
  stage.onServer.profile = shortNames;
  await a.setProfile({ bio: 'goes through' });
  await a.sync();
  await b.sync();
  expect(b.profile()).toMatchObject({ displayName: TOO_LONG, bio: 'goes through' });
  expect(a.quarantined()).toEqual([]);
});

test('[S3] cascade: a row whose parent was refused and removed is stored all the same', async () => {
  const { stage, a } = await strictStage();
  const { lessonId: _, ...rest } = lessonProgress.fields;
  stage.onServer.lessonProgress = { ...lessonProgress, fields: { ...rest, lessonId: profile.fields.id } };
  await progress(a, { status: 'in_progress' });
  await a.engine.commit((writer) =>
    writer.write(enrollments, { courseId: COURSE, enrolledAt: 1, status: 'active', lastAccessedAt: 1 }),
  );
  await a.settle();
  expect(a.row(lessonProgress, LESSON)).toBeUndefined();
  expect(a.quarantined()).toHaveLength(1);
  expect(stage.stored(enrollments, COURSE)).toBeDefined();
});

test('[P4] a row whose required field is refused goes to quarantine whole, and comes back whole by a retry', async () => {
  const { stage, a, b } = await strictStage();
  stage.onServer.lessonProgress = {
    ...lessonProgress,
    fields: { ...lessonProgress.fields, lessonId: profile.fields.id },
  };
  await progress(a, { status: 'in_progress', spent: 4 });
  await a.settle();
  const [entry] = a.quarantined();
  expect(entry?.fields).toMatchObject({ lessonId: LESSON, status: 'in_progress', timeSpentMs: { a000000000: 4 } });
  stage.onServer.lessonProgress = lessonProgress;
  await a.engine.retryQuarantined(entry?.id ?? '');
  await a.sync();
  await b.sync();
  expect(b.row(lessonProgress, LESSON)).toMatchObject({ status: 'in_progress', timeSpentMs: { a000000000: 4 } });
  expect(stage.equal(a, b)).toBe(true);
});

test('[P4] retryQuar: what was refused is merged back and taken by a server that has become milder', async () => {
  const { stage, a, b } = await strictStage();
  await a.setProfile({ displayName: TOO_LONG });
  await a.sync();
  await a.setProfile({ bio: 'meanwhile' });
  await a.sync();
  stage.onServer.profile = profile;
  await a.engine.retryQuarantined(a.quarantined()[0]?.id ?? '');
  await a.sync();
  await b.sync();
  expect(b.profile()).toMatchObject({ displayName: TOO_LONG, bio: 'meanwhile' });
  expect(a.quarantined()).toEqual([]);
});

test('[P4] discarding drops what was refused and changes nothing else', async () => {
  const { stage, a } = await strictStage();
  await a.setProfile({ displayName: TOO_LONG });
  await a.sync();
  await a.engine.discardQuarantined(a.quarantined()[0]?.id ?? '');
  await a.sync();
  expect(a.quarantined()).toEqual([]);
  expect(stage.equal(a)).toBe(true);
});

test('[P4] lateGoodAfterReject: an earlier good edit that arrives after the rejection comes back by the feed', async () => {
  const { stage, a, b } = await strictStage();
  await a.setProfile({ bio: 'good' });
  const slow = await a.send();
  await a.setProfile({ displayName: TOO_LONG });
  await a.settle();
  await slow.arrive();
  await slow.lose();
  await a.sync();
  await b.sync();
  expect(b.profile().bio).toBe('good');
  expect(stage.equal(a, b)).toBe(true);
});

test('[P4] lateGoodSameField: also when it is the refused field itself', async () => {
  const { stage, a, b } = await strictStage();
  await a.setProfile({ displayName: 'good' });
  const slow = await a.send();
  await a.setProfile({ displayName: TOO_LONG });
  await a.settle();
  expect(a.profile().displayName).toBe('start');
  await slow.arrive();
  await slow.lose();
  await a.sync();
  await b.sync();
  expect(a.profile().displayName).toBe('good');
  expect(stage.equal(a, b)).toBe(true);
});

test('[P4] rejectedThenStalePage: a page from before the rejection does not bring the refused value back', async () => {
  const { stage, a, b } = await strictStage();
  await b.setProfile({ bio: 'page' });
  await b.settle();
  const page = await a.askPage();
  await b.setProfile({ bio: 'newer than the page' });
  await b.settle();
  await a.setProfile({ displayName: TOO_LONG });
  await a.settle();
  await a.take(page);
  expect(a.profile()).toMatchObject({ displayName: 'start', bio: 'newer than the page' });
  await a.sync();
  expect(stage.equal(a, b)).toBe(true);
});

test('[P6] a row that fails three times alone goes behind the others, and is shown', async () => {
  const { a } = await strictStage();
  await a.setProfile({ bio: 'unlucky' });
  for (let round = 0; round < 3; round++) {
    expect((await a.engine.status()).attention).toBe(0);
    await a.refuse();
  }
  expect(await a.engine.status()).toMatchObject({ waiting: 1, attention: 1 });
});
