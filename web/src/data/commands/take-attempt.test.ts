import { beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '../clock.ts';
import type { Connections } from '../connections.ts';
import { readAttempt, readAttemptsOf } from '../queries/attempts.ts';
import { readSkills } from '../queries/skills.ts';
import { freshDevice, install, reload, setOffset } from '../testing/fresh-device.ts';
import { publishSample, SAMPLE } from '../testing/sample-course.ts';
import {
  extendTimeLimit,
  finishAttempt,
  leaveAttempt,
  recordAnswer,
  startAttempt,
  switchOffTimeLimit,
  takeHint,
} from './take-attempt.ts';

const quizId = SAMPLE.quizId(0, 0);
const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 5, 12);

let device: Connections;
let time = START;

const start = async (): Promise<string> => {
  const started = await startAttempt(SAMPLE.slug, quizId);
  if (started.kind !== 'started' && started.kind !== 'resumed') throw new Error(started.kind);
  return started.attemptId;
};
const ready = async (attemptId: string) => {
  const found = await readAttempt(device, attemptId);
  if (found.kind !== 'ready') throw new Error(found.kind);
  return found;
};
const numberOf = (questionId: string): number => Number.parseInt(questionId.slice(-1), 16);
const answerRight = (attemptId: string, questionId: string) =>
  recordAnswer(attemptId, questionId, {
    response: { kind: 'numeric', text: String(numberOf(questionId)) },
    durationMs: 4_000,
  });

beforeEach(async () => {
  device = await freshDevice();
  time = START;
  setClock(() => time);
  await install(device, await publishSample());
});

describe('taking an attempt', () => {
  test('says that nothing was stored when the store fails, also while it is only read', async () => {
    const attemptId = await start();
    device.catalogue.close();
    expect(await finishAttempt(attemptId)).toEqual({ kind: 'not-stored', reason: 'storage' });
    await device.catalogue.open();
    expect(await finishAttempt(attemptId)).toMatchObject({ kind: 'finished' });
  });

  test('keeps the answer to a question that is shown even when the content can no longer be read', async () => {
    const attemptId = await start();
    const [first] = (await ready(attemptId)).questions;
    device.catalogue.close();
    expect(await answerRight(attemptId, first?.question.id ?? '')).toMatchObject({ kind: 'recorded' });
    await device.catalogue.open();
    expect((await ready(attemptId)).nextIndex).toBe(1);
  });

  test('fixes questions and order at the start, and gives them again after a reload', async () => {
    const attemptId = await start();
    const before = await ready(attemptId);
    expect(before.questions).toHaveLength(6);
    device = await reload();
    const after = await ready(attemptId);
    expect(after.questions.map(({ question }) => question.id)).toEqual(
      before.questions.map(({ question }) => question.id),
    );
    expect(await startAttempt(SAMPLE.slug, quizId)).toEqual({ kind: 'resumed', attemptId });
  });

  test('has stored an answer before it tells its grade: a reload resumes at the next question', async () => {
    const attemptId = await start();
    const [first, second] = (await ready(attemptId)).questions;
    const recorded = await answerRight(attemptId, first?.question.id as string);
    expect(recorded).toMatchObject({ kind: 'recorded', grade: { kind: 'graded', correct: true } });
    device = await reload();
    const resumed = await ready(attemptId);
    expect(resumed.nextIndex).toBe(1);
    expect(resumed.questions[0]).toMatchObject({ response: { kind: 'numeric' }, grade: { earned: 1 } });
    expect(resumed.questions[1]?.question.id).toBe(second?.question.id);
  });

  test('asks again when there was nothing to grade, and stores nothing', async () => {
    const attemptId = await start();
    const [first] = (await ready(attemptId)).questions;
    const empty = { response: { kind: 'numeric' as const, text: 'seven' }, durationMs: 1 };
    expect(await recordAnswer(attemptId, first?.question.id as string, empty)).toEqual({
      kind: 'incomplete',
      reason: 'not-a-number',
    });
    expect((await ready(attemptId)).nextIndex).toBe(0);
  });

  test('marks its row for sending in the same transaction', async () => {
    const attemptId = await start();
    const [entry] = await device.learner.outbox.toArray();
    expect(entry).toMatchObject({ collection: 'attempts', key: attemptId });
    const [first] = (await ready(attemptId)).questions;
    await answerRight(attemptId, first?.question.id as string);
    expect((await device.learner.outbox.get(['attempts', attemptId]))?.rev).toBeGreaterThan(entry?.rev as number);
  });

  test('remembers hints, which make an answer no evidence', async () => {
    const attemptId = await start();
    const [first] = (await ready(attemptId)).questions;
    const questionId = first?.question.id as string;
    expect(await takeHint(attemptId, questionId)).toEqual({ kind: 'hint', hintsUsed: 1 });
    expect(await takeHint(attemptId, questionId)).toEqual({ kind: 'hint', hintsUsed: 1 });
    await answerRight(attemptId, questionId);
    const asked = (await ready(attemptId)).questions[0];
    expect(asked).toMatchObject({ hintsUsed: 1, grade: { correct: true } });
  });

  test('gives a score and what changed at the end, and the same again when finished twice', async () => {
    const attemptId = await start();
    for (const { question } of (await ready(attemptId)).questions) await answerRight(attemptId, question.id);
    const finished = await finishAttempt(attemptId);
    expect(finished).toMatchObject({
      kind: 'finished',
      score: { kind: 'scored', by: 'device', earned: 6, percent: 100 },
    });
    if (finished.kind !== 'finished') return;
    expect(finished.skills.map(({ before, after }) => [after.name, before?.status, after.status])).toEqual([
      ['Counting', 'not_started', 'in_progress'],
      ['Adding', 'not_started', 'in_progress'],
    ]);
    time += 1000;
    expect(await finishAttempt(attemptId)).toMatchObject({ score: finished.score });
    expect((await device.learner.rows('attempts').get(attemptId))?.completedAt).toBe(START);
    expect(await device.catalogue.pins.get(attemptId)).toMatchObject({ holding: false });
  });

  test('masters a skill over two days, and shows it fading later', async () => {
    for (let day = 0; day < 4; day++) {
      time = START + day * DAY_MS;
      for (const lesson of [0, 1]) {
        const started = await startAttempt(SAMPLE.slug, SAMPLE.quizId(day % 2, lesson));
        if (started.kind !== 'started') throw new Error(started.kind);
        for (const { question } of (await ready(started.attemptId)).questions) {
          await answerRight(started.attemptId, question.id);
        }
        await finishAttempt(started.attemptId);
      }
    }
    expect((await readSkills(device)).skills.map(({ status }) => status)).toEqual(['mastered', 'mastered']);
    time += 60 * DAY_MS;
    const later = await readSkills(device);
    expect(later.counts.review_needed).toBe(2);
    expect(later.skills[0]?.practice).toMatchObject({ courseSlug: 'sample' });
  });

  test('counts an abandoned attempt as begun, never as wrong', async () => {
    const attemptId = await start();
    const [first] = (await ready(attemptId)).questions;
    const wrong = { response: { kind: 'numeric' as const, text: '999' }, durationMs: 1 };
    await recordAnswer(attemptId, first?.question.id as string, wrong);
    await leaveAttempt(attemptId);
    const { foldStaleAttempts } = await import('../folds.ts');
    await foldStaleAttempts(device);
    const touched = (await readSkills(device)).skills.filter(({ status }) => status === 'in_progress');
    expect(touched).toHaveLength(1);
    expect(touched[0]?.known).toBeNull();
  });

  test('is shown as left alone after a day, and can still be finished', async () => {
    const attemptId = await start();
    time += DAY_MS;
    expect((await ready(attemptId)).standing.status).toBe('left-alone');
    expect((await readAttemptsOf(device, quizId)).open?.attempt.id).toBe(attemptId);
    expect(await finishAttempt(attemptId)).toMatchObject({ kind: 'finished', score: { earned: 0, possible: 6 } });
  });

  test('begins anew when asked to, leaving the other as abandoned', async () => {
    const attemptId = await start();
    time += 1000;
    const fresh = await startAttempt(SAMPLE.slug, quizId, { fresh: true });
    expect(fresh.kind).toBe('started');
    expect((await ready(attemptId)).standing.status).toBe('abandoned');
    const sequence = (await device.learner.rows('attempts').toArray()).map(({ replicaSeq }) => replicaSeq);
    expect(sequence.toSorted()).toEqual([1, 2]);
  });
});

describe('the attempts at an activity', () => {
  const play = async (right: number): Promise<string> => {
    time += 60_000;
    const started = await startAttempt(SAMPLE.slug, quizId, { fresh: true });
    if (started.kind !== 'started') throw new Error(started.kind);
    const asked = (await ready(started.attemptId)).questions;
    for (const { question } of asked.slice(0, right)) await answerRight(started.attemptId, question.id);
    await finishAttempt(started.attemptId);
    return started.attemptId;
  };

  test('are all kept; the best is told from the latest, and of equals the newer is the best', async () => {
    const first = await play(4);
    const second = await play(6);
    const third = await play(6);
    const last = await play(2);
    const left = await start();
    const history = await readAttemptsOf(device, quizId);
    expect(history.completed.map(({ attempt }) => attempt.id)).toEqual([last, third, second, first]);
    expect(history.best?.attempt.id).toBe(third);
    expect(history.latest?.attempt.id).toBe(last);
    expect(history.stopped.map(({ attempt }) => attempt.id)).toEqual([left]);
  });

  test('stay readable question by question, with what was answered and why it is so', async () => {
    const attemptId = await play(1);
    device = await reload();
    const { questions, score } = await ready(attemptId);
    expect(score).toMatchObject({ kind: 'scored', earned: 1, possible: 6 });
    expect(questions[0]).toMatchObject({ response: { kind: 'numeric' }, grade: { correct: true } });
    expect(questions[5]).toMatchObject({ response: null, grade: null });
    for (const { question } of questions) {
      expect(question.explanationHtml).toBe('<p>Because.</p>');
      expect(question.solution).not.toBeNull();
    }
  });
});

describe('a test with a time limit', () => {
  beforeEach(async () => {
    device = await freshDevice();
    time = START;
    setClock(() => time);
    await install(device, await publishSample({ quiz: { kind: 'test', gradedOn: 'server', timeLimitMs: 600_000 } }));
  });

  test('keeps its deadline over a reload, and locks and sends nothing when it has passed', async () => {
    const attemptId = await start();
    device = await reload();
    expect((await ready(attemptId)).standing.deadlineAt).toBe(START + 600_000);
    time += 700_000;
    const late = await ready(attemptId);
    expect(late.standing).toMatchObject({ status: 'in_progress', overTime: true });
    const [first] = late.questions;
    expect(await answerRight(attemptId, first?.question.id as string)).toEqual({ kind: 'recorded', grade: null });
    expect(await finishAttempt(attemptId)).toMatchObject({ score: { kind: 'waits-for-server' }, overTime: true });
  });

  test('can be given more time, counted from now when it is over, and its clock switched off', async () => {
    const attemptId = await start();
    await extendTimeLimit(attemptId, 60_000);
    expect((await ready(attemptId)).standing.deadlineAt).toBe(START + 660_000);
    time += 900_000;
    await extendTimeLimit(attemptId, 60_000);
    expect((await ready(attemptId)).standing.deadlineAt).toBe(START + 960_000);
    await switchOffTimeLimit(attemptId);
    expect((await ready(attemptId)).standing).toMatchObject({ deadlineAt: null, overTime: false });
  });

  test('is not shortened or lengthened by what the device learns of its clock meanwhile', async () => {
    for (const offsetMs of [-3_600_000, 3_600_000]) {
      const attemptId = await start();
      time += 60_000;
      await setOffset(device, offsetMs);
      const { standing, offsetMs: counted } = await ready(attemptId);
      expect((standing.deadlineAt ?? 0) - counted - time).toBe(540_000);
      expect(standing.overTime).toBe(false);
      await extendTimeLimit(attemptId, 60_000);
      expect((await ready(attemptId)).attempt.timeLimitMs).toBe(660_000);
      expect(await finishAttempt(attemptId)).toMatchObject({ overTime: false });
      await setOffset(device, 0);
    }
  });
});
