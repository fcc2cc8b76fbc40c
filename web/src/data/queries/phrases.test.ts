import { amountsBySpan, overall } from '@hornbook/shared/learning/aggregates.ts';
import type { Band } from '@hornbook/shared/pronunciation/method.ts';
import { beforeEach, expect, test } from 'vitest';
import { setClock } from '../clock.ts';
import { enrol } from '../commands/enrol.ts';
import { keepRecording } from '../commands/keep-recordings.ts';
import { startFreeAttempt } from '../commands/practise-freely.ts';
import { finishAttempt, recordAnswer } from '../commands/take-attempt.ts';
import type { Connections } from '../connections.ts';
import { fakeCaches } from '../testing/fake-caches.ts';
import { freshDevice, install } from '../testing/fresh-device.ts';
import { type PublishedSample, publishSample, SAMPLE } from '../testing/sample-course.ts';
import { readAttempt } from './attempts.ts';
import { readFreePractice } from './free-practice.ts';
import { readLearningRecord } from './learning-record.ts';
import { readPhrases } from './phrases.ts';

const DAY = 86_400_000;
let device: Connections;
let course: PublishedSample;
let time = Date.UTC(2026, 0, 5, 12);

beforeEach(async () => {
  fakeCaches();
  device = await freshDevice();
  time = Date.UTC(2026, 0, 5, 12);
  setClock(() => time);
  course = await publishSample({ units: 1, lessons: 1, questions: 3, spoken: 2 });
  await install(device, course);
});

const takeOf = (band: Band) => ({
  ...{ band, method: 'mfcc-dtw', methodVersion: 1, heardId: null, durationMs: 800 },
  zThousandths: -900,
});
const [one, two] = [SAMPLE.questionId(0, 0, 0), SAMPLE.questionId(0, 0, 1)];

const say = async (said: Record<string, Band>, options?: { only: string }): Promise<string> => {
  const started = await startFreeAttempt('speak', options);
  if (started.kind !== 'started') throw new Error(started.kind);
  for (const [questionId, band] of Object.entries(said)) {
    const response = { kind: 'speak', take: takeOf(band), written: null } as const;
    expect((await recordAnswer(started.attemptId, questionId, { response, durationMs: 5_000 })).kind).toBe('recorded');
    time += 10_000;
  }
  await finishAttempt(started.attemptId);
  return started.attemptId;
};

test('are those of the courses one takes, weakest first, with every time they were said', async () => {
  expect(await readPhrases(device)).toEqual([]);
  await enrol(SAMPLE.courseId);
  expect((await readPhrases(device)).map(({ last }) => last)).toEqual([null, null]);
  await say({ [one]: 'matches', [two]: 'close' });
  time += DAY;
  await say({ [two]: 'different' }, { only: two });
  const phrases = await readPhrases(device);
  expect(phrases.map(({ question, takes }) => [question.id, ...takes.map(({ take }) => take.band)])).toEqual([
    [two, 'different', 'close'],
    [one, 'matches'],
  ]);
  expect(phrases[0]).toMatchObject({ soundIsHere: false, lesson: { title: 'Lesson 1.1' } });
});

test('a take whose sound was kept is one take, not two', async () => {
  await enrol(SAMPLE.courseId);
  const started = await startFreeAttempt('speak', { only: one });
  if (started.kind !== 'started') throw new Error(started.kind);
  const { attemptId } = started;
  const take = takeOf('close');
  const about = { questionId: one, courseVersion: course.entry.version, attemptId, take };
  await keepRecording(new Blob(['what was said']), about);
  await recordAnswer(attemptId, one, { response: { kind: 'speak', take, written: null }, durationMs: 5_000 });
  await finishAttempt(attemptId);
  const phrase = (await readPhrases(device)).find(({ question }) => question.id === one);
  expect(phrase?.takes).toMatchObject([{ take: { band: 'close' }, recording: { sound: 'here' } }]);
  expect((await device.learner.rows('recordings').toArray())[0]?.courseId).toBe(SAMPLE.courseId);
});

test('are asked in a free attempt of their own mode, all or one, and a begun one is gone on with', async () => {
  await enrol(SAMPLE.courseId);
  expect((await readFreePractice(device)).speak).toMatchObject({ questions: 2, openAttemptId: null });
  const started = await startFreeAttempt('speak');
  expect(await startFreeAttempt('speak')).toEqual({ ...started, kind: 'resumed' });
  const alone = await startFreeAttempt('speak', { only: two });
  if (alone.kind !== 'started') throw new Error(alone.kind);
  expect(await readAttempt(device, alone.attemptId)).toMatchObject({
    kind: 'free',
    mode: 'speak',
    questions: [{ question: { id: two, kind: 'speak' } }],
  });
});

test('count in the scores of the day, the week, the month and all together', async () => {
  await enrol(SAMPLE.courseId);
  await say({ [one]: 'matches', [two]: 'close' });
  time += 40 * DAY;
  await say({ [two]: 'matches' }, { only: two });
  const days = (await readLearningRecord(device)).days;
  const points = (span: 'day' | 'week' | 'month' | 'all') =>
    amountsBySpan(days, span).map(({ amounts }) => amounts.points);
  expect(points('day')).toEqual([3, 2]);
  expect(points('week')).toEqual([3, 2]);
  expect(points('month')).toEqual([3, 2]);
  expect(points('all')).toEqual([5]);
  expect(overall(days).points).toBe(5);
});
