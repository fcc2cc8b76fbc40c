import { UNDO_MS } from '@hornbook/shared/learning/undo-answer.ts';
import { beforeEach, expect, test } from 'vitest';
import { setClock } from '../clock.ts';
import type { Connections } from '../connections.ts';
import { foldStaleAttempts } from '../folds.ts';
import { readAttempt } from '../queries/attempts.ts';
import { freshDevice, install, reload } from '../testing/fresh-device.ts';
import { publishSample, SAMPLE } from '../testing/sample-course.ts';
import { finishAttempt, recordAnswer, startAttempt } from './take-attempt.ts';
import { undoAnswer } from './undo-answer.ts';

let device: Connections;
let time = 0;
let attemptId = '';
let ids: string[] = [];

beforeEach(async () => {
  device = await freshDevice();
  time = Date.UTC(2026, 0, 5, 12);
  setClock(() => time);
  await install(device, await publishSample({ quiz: { kind: 'practice' } }));
  await foldStaleAttempts(device);
  const started = await startAttempt(SAMPLE.slug, SAMPLE.quizId(0, 0));
  attemptId = started.kind === 'started' ? started.attemptId : '';
  const found = await readAttempt(device, attemptId);
  ids = found.kind === 'ready' ? found.questions.map(({ question }) => question.id) : [];
});

const answer = (questionId: string, right: boolean) =>
  recordAnswer(attemptId, questionId, {
    response: { kind: 'numeric', text: right ? String(Number.parseInt(questionId.slice(-1), 16)) : '999' },
    durationMs: 2_000,
  });
const first = () => ids[0] ?? '';
const stored = async () => (await device.learner.rows('attempts').get(attemptId))?.answers[first()];
const derived = async () => {
  await foldStaleAttempts(device);
  const skills = await device.learner.skillStates.toArray();
  return { skills: skills.map(({ skillId, items }) => [skillId, items]), cards: await device.learner.cards.count() };
};

test('an answer taken back is open again, on the disk and waiting to be sent', async () => {
  await answer(first(), false);
  time += UNDO_MS;
  expect(await undoAnswer(attemptId, first())).toEqual({ kind: 'undone' });
  device = await reload();
  expect(await stored()).toMatchObject({ response: null, answeredAt: null, localDay: null, durationMs: 0 });
  expect(await device.learner.outbox.get(['attempts', attemptId])).toBeDefined();
  expect(await derived()).toEqual({ skills: [], cards: 0 });
});

test('only the last answer, and only for ten seconds', async () => {
  await answer(first(), false);
  time += 1_000;
  await answer(ids[1] ?? '', true);
  expect(await undoAnswer(attemptId, first())).toEqual({ kind: 'too-late' });
  time += UNDO_MS + 1;
  expect(await undoAnswer(attemptId, ids[1] ?? '')).toEqual({ kind: 'too-late' });
  expect(await undoAnswer(attemptId, 'no such question')).toEqual({ kind: 'unknown' });
  expect(await stored()).toMatchObject({ response: { text: '999' } });
});

test('it counts nowhere, and what is answered instead earns a point but proves nothing', async () => {
  await answer(first(), false);
  await undoAnswer(attemptId, first());
  await answer(first(), true);
  expect(await finishAttempt(attemptId)).toMatchObject({ score: { earned: 1, possible: 6 }, skills: [] });
  expect(await derived()).toEqual({ skills: [], cards: 0 });
});

test('it is folded out again where it had been counted already', async () => {
  await answer(first(), true);
  await finishAttempt(attemptId);
  expect(await derived()).toEqual({ skills: [[SAMPLE.skillIds[0], 1]], cards: 1 });
  expect(await undoAnswer(attemptId, first())).toEqual({ kind: 'undone' });
  expect(await derived()).toEqual({ skills: [], cards: 0 });
  expect(await device.learner.activityScores.get(SAMPLE.quizId(0, 0))).toMatchObject({ answered: 0, bestPercent: 0 });
});
