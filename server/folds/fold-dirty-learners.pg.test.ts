import { randomUUID } from 'node:crypto';
import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import type { PastReviews } from '@hornbook/shared/collections/past-reviews.ts';
import type { FoldedSkill } from '@hornbook/shared/learning/attempt-folder.ts';
import type { Card } from '@hornbook/shared/learning/card.ts';
import { makeLearnerFolder } from '@hornbook/shared/learning/learner-folder.ts';
import type { QuestionFact } from '@hornbook/shared/learning/question-facts.ts';
import { skillStatus } from '@hornbook/shared/learning/skill-state.ts';
import { emptyRow } from '@hornbook/shared/sync/row.ts';
import { sampleQuestions } from '@hornbook/shared/testing/sample-questions.ts';
import { afterEach, expect, test } from 'vitest';
import { withLearnerOn } from '../sync/sql-store.ts';
import { startWakeUps } from '../sync/wake-ups.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { foldDirtyLearners, foldLearnerAnew } from './fold-dirty-learners.ts';
import { type LoadFacts, refoldLearners } from './fold-learners.ts';
import { readFolds } from './store-folds.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5);

const fact = (skillId: string): QuestionFact => ({
  skillIds: [skillId],
  guess: 0.05,
  possible: 1,
  solved: sampleQuestions.trueFalse,
});
const facts: Record<string, QuestionFact> = Object.fromEntries(
  Array.from({ length: 8 }, (_, n) => [`q${n}`, fact(n < 6 ? 'adding' : 'dividing')]),
);
const load: LoadFacts = async () => () => (questionId) => facts[questionId];

const attempt = (
  n: number,
  questionIds: string[],
  { correct = true, status = 'completed' as Attempt['status'] } = {},
): Attempt => {
  const at = START + n * DAY;
  const localDay = new Date(at).toISOString().slice(0, 10);
  const answer = {
    courseVersion: 'a'.repeat(64),
    response: { kind: 'true_false' as const, value: true },
    hintsUsed: 0,
    durationMs: 5,
    answeredAt: at,
    localDay,
    hlc: '',
  };
  return {
    id: randomUUID(),
    mode: 'review',
    activityId: null,
    courseId: null,
    questionIds,
    seed: 's',
    replicaId: 'replicaa00',
    replicaSeq: n,
    startedAt: at,
    timeZone: 'UTC',
    utcOffsetMinutes: 0,
    timeLimitMs: null,
    status,
    completedAt: at,
    completedDay: localDay,
    durationMs: 5,
    answers: Object.fromEntries(questionIds.map((id) => [id, answer])),
    earnedPoints: null,
    possiblePoints: null,
    grading: {
      version: 1,
      questions: Object.fromEntries(questionIds.map((id) => [id, { earned: 1, possible: 1, correct }])),
    },
    effectiveAt: at,
    stamps: {},
    deletedAt: null,
  };
};

describeOnBoth('[D1] the server’s own fold', (database) => {
  const stops: (() => unknown)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });
  const newLearner = async () => {
    const id = randomUUID();
    await database().query('insert into learners (id) values ($1)', [id]);
    return id;
  };
  const put = (
    learnerId: string,
    attempts: Attempt[],
    committed: (learnerId: string, rows: number) => void = () => {},
  ) =>
    withLearnerOn(database().db, committed)(learnerId, (store) =>
      store.putRows(
        'attempts',
        attempts.map((row) => ({ key: row.id, row })),
      ),
    );
  const storedOf = async (learnerId: string) =>
    (
      await database().query<{ state: FoldedSkill }>(
        'select state from skill_states where learner_id = $1 order by skill_id',
        [learnerId],
      )
    ).map(({ state }) => state);

  const cardsOf = async (learnerId: string) =>
    (
      await database().query<{ state: Card }>('select state from cards where learner_id = $1 order by question_id', [
        learnerId,
      ])
    ).map(({ state }) => state);

  test('is what devices make of the same attempts, however they came', async () => {
    const all = [
      attempt(0, ['q0', 'q1', 'q2']),
      attempt(1, ['q3', 'q4', 'q0']),
      attempt(2, ['q5', 'q1']),
      attempt(3, ['q6'], { status: 'abandoned' }),
      attempt(4, ['q1'], { correct: false }),
    ];
    const [a, b] = [await newLearner(), await newLearner()];
    const past: PastReviews = {
      ...emptyRow(collections.pastReviews),
      questionId: randomUUID(),
      kind: 'true_false',
      reviews: [`${START - 9 * DAY} 4 2025-12-27`, `${START - DAY} 1 2026-01-04`],
    };
    const putPast = (learnerId: string) =>
      withLearnerOn(database().db)(learnerId, (store) =>
        store.putRows('pastReviews', [{ key: past.questionId, row: past }]),
      );
    await putPast(a);
    await put(a, all);
    expect(await refoldLearners(database().db, load)(a)).toBe(true);
    const refoldB = refoldLearners(database().db, load);
    for (const one of [...all].reverse()) {
      await put(b, [one]);
      await refoldB(b);
    }
    await putPast(b);
    expect(await refoldB(b)).toBe(true);
    const whole = makeLearnerFolder();
    const { skills, cards, days } = whole.take(
      [
        { collection: 'pastReviews', key: past.questionId, row: past },
        ...all.map((row) => ({ collection: 'attempts', key: row.id, row })),
      ],
      await load(all),
    );
    const folded = [...skills.values()].sort((one, other) =>
      (one?.skillId ?? '') < (other?.skillId ?? '') ? -1 : 1,
    ) as FoldedSkill[];
    const dealt = [...cards.values()].sort((one, other) =>
      (one?.questionId ?? '') < (other?.questionId ?? '') ? -1 : 1,
    );
    expect(await storedOf(a)).toEqual(folded);
    expect(await storedOf(b)).toEqual(folded);
    for (const learnerId of [a, b]) {
      const stored = await readFolds(database().db, learnerId);
      expect(stored.days.toSorted((one, other) => (one.localDay < other.localDay ? -1 : 1))).toEqual(
        [...days.values()].toSorted((one, other) => ((one?.localDay ?? '') < (other?.localDay ?? '') ? -1 : 1)),
      );
      expect(stored.habits).toEqual(whole.habits());
      expect(stored.habits.streak).toMatchObject({ activeDays: 4, longest: 3, lastActiveDay: '2026-01-09' });
      expect(stored.habits.awards.map(({ id }) => id)).toContain('first-skill');
    }
    expect(dealt.length).toBe(7);
    expect(cards.get(past.questionId)).toMatchObject({ reviews: 2, lapses: 1, lastRight: false });
    expect(await cardsOf(a)).toEqual(dealt);
    expect(await cardsOf(b)).toEqual(dealt);
    expect(folded.map((state) => [state.skillId, skillStatus(state, START + 5 * DAY, state.touched)])).toEqual([
      ['adding', 'mastered'],
      ['dividing', 'in_progress'],
    ]);
    expect(await database().query('select from dirty_learners where learner_id = any($1)', [[a, b]])).toEqual([]);
  });

  test('forgets a skill nothing speaks for any more', async () => {
    const a = await newLearner();
    const one = attempt(0, ['q6']);
    await put(a, [one, attempt(1, ['q0'])]);
    await refoldLearners(database().db, load)(a);
    await put(a, [{ ...one, deletedAt: START }]);
    await refoldLearners(database().db, load)(a);
    expect((await storedOf(a)).map(({ skillId }) => skillId)).toEqual(['adding']);
  });

  test('follows time studied, lessons, courses and the profile as well, and takes back what no longer holds', async () => {
    const a = await newLearner();
    const refold = refoldLearners(database().db, load);
    const whole = makeLearnerFolder();
    const day = (localDay: string, activeMs: number, deletedAt: number | null = null) => ({
      collection: 'studyDays',
      key: `${localDay}/none`,
      row: { localDay, course: 'none', activeMs: { replicaa00: activeMs }, stamps: {}, deletedAt },
    });
    const weekly = { weeklyGoal: 1, streakKind: 'weekly' };
    const settings = { ...emptyRow(collections.learnerSettings), id: 'me', ...weekly };
    const steps = [
      [day('2026-01-05', 60_000), day('2026-01-06', 60_000), day('2026-01-07', 19_000_000)],
      [day('2026-01-13', 60_000), { collection: 'learnerSettings', key: 'me', row: settings }],
      [day('2026-01-07', 19_000_000, START)],
    ];
    const seen: unknown[] = [];
    for (const step of steps) {
      for (const { collection, key, row } of step)
        await withLearnerOn(database().db)(a, (store) => store.putRows(collection, [{ key, row }]));
      expect(await refold(a)).toBe(true);
      whole.take(step, () => () => undefined);
      const { habits } = await readFolds(database().db, a);
      expect(habits).toEqual(whole.habits());
      seen.push([habits.streak.current, habits.streak.weekly.current, habits.awards.map(({ id }) => id)]);
    }
    expect(seen).toEqual([
      [3, 1, ['five-hours', 'three-days']],
      [1, 2, ['five-hours', 'three-days']],
      [1, 2, ['three-days']],
    ]);
  });

  test('lets go of what it holds of a learner whose digest differed', async () => {
    const wakeUps = await startWakeUps(database());
    const a = await newLearner();
    let trained = 'adding';
    const changing: LoadFacts = async () => () => () => fact(trained);
    const log = { error: () => {} };
    stops.push(foldDirtyLearners({ database: database(), wakeUps, loadFacts: changing, log, netMs: 50 }), wakeUps.stop);
    await put(a, [attempt(0, ['q0'])], wakeUps.committed);
    await expect.poll(() => storedOf(a), { timeout: 5000 }).toMatchObject([{ skillId: 'adding' }]);
    // As if the memory of this process had gone wrong: what it holds still says the other.
    trained = 'dividing';
    await foldLearnerAnew(database(), a);
    await expect.poll(() => storedOf(a), { timeout: 5000 }).toMatchObject([{ skillId: 'dividing' }]);
  });

  test('never stores the fold of rows that have since become others', async () => {
    const a = await newLearner();
    await put(a, [attempt(0, ['q0'])]);
    const slow: LoadFacts = async (attempts) => {
      if (attempts[0]?.replicaSeq === 0) await put(a, [attempt(1, ['q6'])]);
      return load(attempts);
    };
    const refold = refoldLearners(database().db, slow);
    expect(await refold(a)).toBe(false);
    expect(await storedOf(a)).toEqual([]);
    expect(await refold(a)).toBe(true);
    expect((await storedOf(a)).map(({ skillId }) => skillId)).toEqual(['adding', 'dividing']);
  });

  test('follows within five seconds, whether a push wrote or a hand', async () => {
    const wakeUps = await startWakeUps(database());
    const errors: unknown[] = [];
    stops.push(
      foldDirtyLearners({
        database: database(),
        wakeUps,
        loadFacts: load,
        log: { error: (error: unknown) => void errors.push(error) },
      }),
      wakeUps.stop,
    );
    const [a, b] = [await newLearner(), await newLearner()];
    await put(a, [attempt(0, ['q0'])], wakeUps.committed);
    await expect.poll(() => storedOf(a), { timeout: 2000 }).toMatchObject([{ skillId: 'adding', items: 1 }]);

    // Nobody tells: the service that wrote has ended.
    await put(b, [attempt(0, ['q0'])]);
    await expect.poll(() => storedOf(b), { timeout: 5000 }).toMatchObject([{ skillId: 'adding', items: 1 }]);

    await database().query('delete from attempts where learner_id = $1', [a]);
    await expect.poll(() => storedOf(a), { timeout: 5000 }).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('is not held up by a learner whose fold fails', async () => {
    const [a, b] = [await newLearner(), await newLearner()];
    await put(a, [attempt(0, ['q0'])]);
    await put(b, [attempt(0, ['q6'])]);
    const wakeUps = await startWakeUps(database());
    const errors: unknown[] = [];
    const loadFacts: LoadFacts = async (attempts) => {
      if (attempts[0]?.questionIds[0] === 'q0') throw new Error('on purpose');
      return load(attempts);
    };
    stops.push(
      foldDirtyLearners({
        database: database(),
        wakeUps,
        loadFacts,
        log: { error: (error: unknown) => void errors.push(error) },
        netMs: 50,
      }),
      wakeUps.stop,
    );
    await expect.poll(() => storedOf(b)).toMatchObject([{ skillId: 'dividing' }]);
    expect(errors.length).toBe(1);
  });
});
