import { beforeEach, describe, expect, test, vi } from 'vitest';
import { setClock } from './clock.ts';
import { finishAttempt, recordAnswer, startAttempt } from './commands/take-attempt.ts';
import type { Connections } from './connections.ts';
import { foldStaleAttempts } from './folds.ts';
import { readAttempt } from './queries/attempts.ts';
import { readDueReviews } from './queries/due-reviews.ts';
import { freshDevice, install, reload } from './testing/fresh-device.ts';
import { publishSample, SAMPLE } from './testing/sample-course.ts';

let device: Connections;
let time = Date.UTC(2026, 0, 5, 12);

const derived = async () => ({
  skills: await device.learner.skillStates.toArray(),
  scores: await device.learner.activityScores.toArray(),
  attempts: await device.learner.foldedAttempts.toArray(),
  cards: await device.learner.cards.toArray(),
  paces: await device.learner.paces.toArray(),
  days: await device.learner.dayScores.toArray(),
});
const takeQuiz = async (unit: number, lesson: number, right: number) => {
  const started = await startAttempt(SAMPLE.slug, SAMPLE.quizId(unit, lesson), { fresh: true });
  if (started.kind !== 'started') throw new Error(started.kind);
  const found = await readAttempt(device, started.attemptId);
  if (found.kind !== 'ready') throw new Error(found.kind);
  for (const [index, { question }] of found.questions.entries()) {
    const text = index < right ? String(Number.parseInt(question.id.slice(-1), 16)) : '999';
    await recordAnswer(started.attemptId, question.id, { response: { kind: 'numeric', text }, durationMs: 100 });
  }
  await finishAttempt(started.attemptId);
  await foldStaleAttempts(device);
  time += 3_600_000;
};

beforeEach(async () => {
  device = await freshDevice();
  time = Date.UTC(2026, 0, 5, 12);
  setClock(() => time);
  await install(device, await publishSample());
  await foldStaleAttempts(device);
});

describe('[D1] what follows from attempts', () => {
  test('is the same folded bit by bit as folded anew', async () => {
    await takeQuiz(0, 0, 6);
    await takeQuiz(0, 1, 2);
    await takeQuiz(0, 0, 3);
    const bitByBit = await derived();
    expect(bitByBit.scores).toContainEqual({
      activityId: SAMPLE.quizId(0, 0),
      attempts: 2,
      answered: 12,
      bestPercent: 100,
      latestPercent: 50,
      betteredDay: null,
      latestAt: expect.any(Number),
      bestByDay: { '2026-01-05': 100 },
    });
    expect(bitByBit.days).toMatchObject([{ localDay: '2026-01-05', firstAt: Date.UTC(2026, 0, 5, 12) }]);
    expect(Object.values(bitByBit.days[0]?.courses ?? {})).toMatchObject([{ attempts: 3, answered: 18, correct: 11 }]);
    // Another version of the folding code, as after an update of the app.
    await device.learner.foldVersions.put({ fold: 'skills', version: -1 });
    device = await reload();
    await foldStaleAttempts(device);
    expect(await derived()).toEqual(bitByBit);
  });

  test('keeps a card of every question asked, and says which are due', async () => {
    await takeQuiz(0, 0, 4);
    const { cards } = await derived();
    expect(cards.filter(({ lastRight }) => lastRight)).toHaveLength(4);
    expect(await readDueReviews(device)).toMatchObject({ waiting: 2, days: 1, done: 0 });
    time += 2 * 86_400_000;
    const due = await readDueReviews(device);
    expect(due).toMatchObject({ waiting: 6, days: 1, perDay: 6 });
    expect(due.today.slice(0, 2).map(({ lastRight }) => lastRight)).toEqual([false, false]);
    await device.catalogue.parts.clear();
    expect(await readDueReviews(device)).toMatchObject({ waiting: 0 });
  });

  test('folds a card anew when an attempt from before comes late, and none that it does not name', async () => {
    // Fewer right answers than make a pace, which would have all cards of the kind folded anew.
    await takeQuiz(0, 0, 5);
    await takeQuiz(0, 1, 5);
    const [first] = await device.learner.rows('attempts').orderBy('_key').toArray();
    const whole = await derived();
    await device.storage.write((tx) => tx.deleteRows('attempts', [first?.id ?? '']));
    await foldStaleAttempts(device);
    expect((await derived()).cards).toHaveLength(6);
    const { _key: key, _version: version, _epoch: epoch, _pass: pass, ...row } = first as NonNullable<typeof first>;
    await device.storage.write((tx) => tx.putRows([{ collection: 'attempts', key, row, version, epoch, pass }]));
    const put = vi.spyOn(device.learner.cards, 'bulkPut');
    await foldStaleAttempts(device);
    expect(put.mock.calls.flatMap(([cards]) => cards)).toHaveLength(6);
    put.mockRestore();
    expect(await derived()).toEqual(whole);
  });

  test('is finished after a cut between any two steps', async () => {
    await takeQuiz(0, 0, 6);
    const whole = await derived();
    await device.learner.skillStates.clear();
    await device.learner.staleSkills.bulkPut(SAMPLE.skillIds.map((skillId) => ({ skillId })));
    device = await reload();
    await foldStaleAttempts(device);
    expect(await derived()).toEqual(whole);
  });

  test('takes in what arrives while it is at the skills already', async () => {
    await takeQuiz(0, 0, 6);
    const { learner } = device;
    const [attempt] = await learner.rows('attempts').toArray();
    let told = false;
    const { toCollection } = learner.staleSkills;
    const atSkills = vi.spyOn(learner.staleSkills, 'toCollection').mockImplementation(() => {
      const collection = toCollection.call(learner.staleSkills);
      const primaryKeys = async () => {
        if (!told) await learner.staleAttempts.put({ attemptId: attempt?.id ?? '' });
        told = true;
        // The tab is told of it, and this run is the one under way.
        void foldStaleAttempts(device);
        return [];
      };
      return { primaryKeys, count: () => collection.count() } as never;
    });
    await foldStaleAttempts(device);
    atSkills.mockRestore();
    expect(told).toBe(true);
    expect(await learner.staleAttempts.count()).toBe(0);
  });

  test('forgets an attempt that is gone', async () => {
    await takeQuiz(0, 0, 6);
    const [attempt] = await device.learner.rows('attempts').toArray();
    await device.storage.write((tx) => tx.deleteRows('attempts', [attempt?.id ?? '']));
    await foldStaleAttempts(device);
    const { skills, scores, attempts, cards } = await derived();
    expect(skills).toEqual([]);
    expect(cards).toEqual([]);
    expect(attempts).toEqual([]);
    expect(scores).toMatchObject([{ attempts: 0, bestPercent: null, latestAt: null }]);
  });

  test('waits for content that was never here, and says so', async () => {
    await takeQuiz(0, 0, 6);
    const whole = await derived();
    const facts = await device.catalogue.questionFacts.toArray();
    await device.catalogue.questionFacts.clear();
    await device.learner.staleAttempts.bulkPut(whole.attempts.map(({ attemptId }) => ({ attemptId })));
    await foldStaleAttempts(device);
    expect(await device.learner.foldedAttempts.where('lacks').equals(1).count()).toBe(1);
    await device.catalogue.questionFacts.bulkPut(facts);
    await device.learner.staleAttempts.bulkPut(whole.attempts.map(({ attemptId }) => ({ attemptId })));
    await foldStaleAttempts(device);
    expect(await derived()).toEqual(whole);
  });
});
