import { beforeEach, expect, test } from 'vitest';
import { setClock } from '../clock.ts';
import type { Connections } from '../connections.ts';
import { foldStaleAttempts } from '../folds.ts';
import { readAttempt } from '../queries/attempts.ts';
import { readDueReviews } from '../queries/due-reviews.ts';
import { readFreePractice, readFreeQuestionsFor } from '../queries/free-practice.ts';
import { readLeeches } from '../queries/leeches.ts';
import { freshDevice, install, reload } from '../testing/fresh-device.ts';
import { publishSample, SAMPLE } from '../testing/sample-course.ts';
import { startFreeAttempt } from './practise-freely.ts';
import { finishAttempt, recordAnswer, startAttempt } from './take-attempt.ts';

let device: Connections;
let time = Date.UTC(2026, 0, 5, 12);

const begun = (started: Awaited<ReturnType<typeof startFreeAttempt | typeof startAttempt>>): string => {
  if (started.kind !== 'started' && started.kind !== 'resumed') throw new Error(started.kind);
  return started.attemptId;
};
const free = async (attemptId: string) => {
  const found = await readAttempt(device, attemptId);
  if (found.kind !== 'free') throw new Error(found.kind);
  return found;
};
const numberOf = (questionId: string): number => Number.parseInt(questionId.slice(-1), 16);
const answer = (attemptId: string, questionId: string, right: boolean) =>
  recordAnswer(attemptId, questionId, {
    response: { kind: 'numeric', text: String(numberOf(questionId) + (right ? 0 : 1)) },
    durationMs: 1000,
  });

/** A finished quiz whose first two questions went wrong. */
const doQuiz = async (): Promise<string[]> => {
  const attemptId = begun(await startAttempt(SAMPLE.slug, SAMPLE.quizId(0, 0)));
  const found = await readAttempt(device, attemptId);
  const ids = found.kind === 'ready' ? found.questions.map(({ question }) => question.id) : [];
  for (const [index, id] of ids.entries()) {
    time += 1000;
    await answer(attemptId, id, index > 1);
  }
  await finishAttempt(attemptId);
  await foldStaleAttempts(device);
  return ids.slice(0, 2);
};

beforeEach(async () => {
  device = await freshDevice();
  setClock(() => time);
  await install(device, await publishSample());
});

test('without an answer there is nothing to practise freely', async () => {
  expect(await readFreePractice(device)).toMatchObject({ review: { questions: 0 }, mistakes: { questions: 0 } });
  expect(await startFreeAttempt('mistakes')).toEqual({ kind: 'nothing' });
});

test('mistakes ask what went wrong, and ask it no more once it went right', async () => {
  const wrong = await doQuiz();
  expect((await readFreePractice(device)).mistakes.questions).toBe(2);
  const attemptId = begun(await startFreeAttempt('mistakes'));
  const { questions } = await free(attemptId);
  expect(questions.map(({ question }) => question.id).sort()).toEqual([...wrong].sort());
  time += 5000;
  for (const id of wrong) await answer(attemptId, id, true);
  const finished = await finishAttempt(attemptId);
  expect(finished).toMatchObject({ kind: 'finished', score: { kind: 'scored', percent: 100 } });
  expect((await readFreePractice(device)).mistakes).toEqual({ questions: 0, minutes: 0, openAttemptId: null });
});

test('a free attempt goes on after a reload, with its answers', async () => {
  const [first = ''] = await doQuiz();
  const attemptId = begun(await startFreeAttempt('mistakes'));
  await answer(attemptId, first, true);
  device = await reload();
  expect(await startFreeAttempt('mistakes')).toEqual({ kind: 'resumed', attemptId });
  const { questions } = await free(attemptId);
  expect(questions.find(({ question }) => question.id === first)?.response).not.toBeNull();
  expect(questions).toHaveLength(2);
});

test('what is left open in a free attempt earns nothing, but was possible', async () => {
  const [first = ''] = await doQuiz();
  const attemptId = begun(await startFreeAttempt('mistakes'));
  await answer(attemptId, first, true);
  expect(await finishAttempt(attemptId)).toMatchObject({ score: { earned: 1, possible: 2 } });
});

test('a review asks what is due, what went wrong before what is only fading', async () => {
  const wrong = await doQuiz();
  time += 3 * 86_400_000;
  expect((await readFreePractice(device)).review.questions).toBe(6);
  const attemptId = begun(await startFreeAttempt('review'));
  const { questions } = await free(attemptId);
  expect(
    questions
      .slice(0, 2)
      .map(({ question }) => question.id)
      .sort(),
  ).toEqual(wrong.toSorted());
  for (const { question } of questions) await answer(attemptId, question.id, true);
  const finished = await finishAttempt(attemptId);
  expect(
    finished.kind === 'finished' &&
      finished.skills.some(({ after, before }) => (after.known ?? 0) > (before?.known ?? 1)),
  ).toBe(true);
  await foldStaleAttempts(device);
  expect(await readDueReviews(device)).toMatchObject({ waiting: 0, done: 6 });
  expect((await readFreePractice(device)).mistakes.questions).toBe(0);
});

test('when nothing is due a review asks what the weakest skills train', async () => {
  await doQuiz();
  const ids = await device.learner.cards.toCollection().primaryKeys();
  await device.learner.cards.bulkUpdate(ids.map((key) => ({ key, changes: { dueDay: 99_999 } })));
  expect((await readFreePractice(device)).review.questions).toBeGreaterThan(5);
});

test('what is forgotten again and again is explained, and asked by nothing', async () => {
  const [leech = ''] = await doQuiz();
  await device.learner.cards.update(leech, { lapses: 8, rightDays: 0 });
  const { today, leeches } = await readDueReviews(device);
  expect(today.map(({ questionId }) => questionId)).not.toContain(leech);
  expect(leeches).toMatchObject([{ questionId: leech }]);
  expect(await readLeeches(device)).toMatchObject([
    { questionId: leech, lapses: 8, explanationHtml: '<p>Because.</p>', lesson: { title: 'Lesson 1.1' } },
  ]);
  expect((await readFreePractice(device)).mistakes.questions).toBe(1);
  for (const mode of ['review', 'mistakes', 'mixed'] as const) {
    const asked = await readFreeQuestionsFor(device, mode, 'seed');
    expect(asked.map(({ questionId }) => questionId)).not.toContain(leech);
  }
});
