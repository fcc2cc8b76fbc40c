import { randomUUID } from 'node:crypto';
import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import { type FoldedSkill, makeAttemptFolder } from '@hornbook/shared/learning/attempt-folder.ts';
import type { Card } from '@hornbook/shared/learning/card.ts';
import type { QuestionFact } from '@hornbook/shared/learning/question-facts.ts';
import { skillStatus } from '@hornbook/shared/learning/skill-state.ts';
import { sampleQuestions } from '@hornbook/shared/testing/sample-questions.ts';
import { afterEach, expect, test } from 'vitest';
import { withLearnerOn } from '../sync/sql-store.ts';
import { startWakeUps } from '../sync/wake-ups.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { foldDirtyLearners } from './fold-dirty-learners.ts';
import { type LoadFacts, refoldLearners } from './fold-learners.ts';

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
    await put(a, all);
    expect(await refoldLearners(database().db, load)(a)).toBe(true);
    const refoldB = refoldLearners(database().db, load);
    for (const one of [...all].reverse()) {
      await put(b, [one]);
      await refoldB(b);
    }
    const { skills, cards } = makeAttemptFolder().take(all, await load(all));
    const folded = [...skills.values()].sort((one, other) =>
      (one?.skillId ?? '') < (other?.skillId ?? '') ? -1 : 1,
    ) as FoldedSkill[];
    const dealt = [...cards.values()].sort((one, other) =>
      (one?.questionId ?? '') < (other?.questionId ?? '') ? -1 : 1,
    );
    expect(await storedOf(a)).toEqual(folded);
    expect(await storedOf(b)).toEqual(folded);
    expect(dealt.length).toBe(6);
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
