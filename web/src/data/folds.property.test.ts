import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { PastReviews } from '@hornbook/shared/collections/past-reviews.ts';
import { derivedDigest } from '@hornbook/shared/learning/derived-digest.ts';
import { makeLearnerFolder } from '@hornbook/shared/learning/learner-folder.ts';
import { dayOfNumber } from '@hornbook/shared/learning/local-day.ts';
import { propertyRuns } from '@hornbook/shared/testing/property-runs.ts';
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Connections } from './connections.ts';
import { readDerivedDigest } from './derived-digest.ts';
import { foldTogether } from './fold-together.ts';
import { foldStaleAttempts } from './folds.ts';
import type { LearnerDatabase } from './learner-database.ts';
import { gradeableReader } from './question-facts.ts';
import { freshDevice, install } from './testing/fresh-device.ts';
import { publishSample, SAMPLE } from './testing/sample-course.ts';

let device: Connections;
let version = '';

beforeEach(async () => {
  device = await freshDevice();
  const sample = await publishSample();
  version = sample.entry.version;
  await install(device, sample);
});

type Answered = Record<number, { right: boolean; hinted: boolean; durationMs: number }>;
interface Given {
  n: number;
  lesson: number;
  late: number;
  zone: number;
  status: Attempt['status'];
  answered: Answered;
  deleted: boolean;
}

const attemptOf = ({ n, lesson, late, zone, status, answered, deleted }: Given): Attempt => {
  const day = 20_000 + n + late;
  const at = day * 86_400_000;
  const localDay = dayOfNumber(day + zone);
  const questionIds = [0, 1, 2, 3].map((question) => SAMPLE.questionId(0, lesson, question));
  return {
    id: `20000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    mode: 'activity',
    activityId: SAMPLE.quizId(0, lesson),
    courseId: SAMPLE.courseId,
    questionIds,
    seed: 's',
    replicaId: n % 2 === 0 ? 'replicaa00' : 'replicab00',
    replicaSeq: n,
    startedAt: at,
    timeZone: 'UTC',
    utcOffsetMinutes: 0,
    timeLimitMs: null,
    status,
    completedAt: status === 'completed' ? at : null,
    completedDay: status === 'completed' ? localDay : null,
    durationMs: 1,
    answers: Object.fromEntries(
      Object.entries(answered).map(([question, { right, hinted, durationMs }]) => [
        questionIds[Number(question)] ?? '',
        {
          courseVersion: version,
          response: { kind: 'numeric' as const, text: right ? question : '999' },
          hintsUsed: hinted ? 1 : 0,
          durationMs,
          answeredAt: at,
          localDay,
          hlc: '',
        },
      ]),
    ),
    earnedPoints: null,
    possiblePoints: null,
    grading: null,
    effectiveAt: null,
    stamps: {},
    deletedAt: deleted ? at : null,
  };
};

const givenArbitrary: fc.Arbitrary<Given> = fc.record({
  n: fc.nat(9),
  lesson: fc.nat(1),
  late: fc.constantFrom(0, 0, 0, -6),
  zone: fc.constantFrom(0, 0, 1, -15),
  status: fc.constantFrom<Attempt['status']>('in_progress', 'completed', 'completed', 'completed'),
  answered: fc.dictionary(
    fc.constantFrom('0', '1', '2', '3'),
    fc.record({ right: fc.boolean(), hinted: fc.constant(false), durationMs: fc.constantFrom(1_000, 60_000) }),
  ) as fc.Arbitrary<Answered>,
  deleted: fc.constantFrom(false, false, false, true),
});

/** Reviews of a question of the first lesson, given elsewhere; null when they are taken back. */
const elsewhereArbitrary = fc
  .record({
    question: fc.nat(3),
    reviews: fc.array(fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 4 })), { maxLength: 3 }),
    deleted: fc.constantFrom(false, false, false, true),
  })
  .map(({ question, reviews, deleted }): PastReviews => {
    const spelled = reviews.map(([day, grade]) => {
      const number = 19_999 + day;
      return `${number * 86_400_000} ${grade} ${dayOfNumber(number)}`;
    });
    return {
      questionId: SAMPLE.questionId(0, 0, question),
      kind: 'numeric',
      reviews: [...new Set(spelled)].sort(),
      stamps: {},
      deletedAt: deleted ? 1 : null,
    };
  });

const derived = async ({ skillStates, activityScores, dayScores, cards, ...learner }: LearnerDatabase) => ({
  skills: await skillStates.toArray(),
  scores: await activityScores.toArray(),
  days: await dayScores.toArray(),
  cards: await cards.toArray(),
  waiting: await Promise.all(
    [learner.staleSkills, learner.staleActivities, learner.staleDays, learner.staleCards].map((table) => table.count()),
  ),
});

/** Has everything that is derived wait to be folded from all its attempts. */
const waitAll = async (learner: LearnerDatabase): Promise<void> => {
  const { skillStates, activityScores, dayScores, cards } = learner;
  await learner.staleSkills.bulkPut((await skillStates.toCollection().primaryKeys()).map((skillId) => ({ skillId })));
  await learner.staleActivities.bulkPut(
    (await activityScores.toCollection().primaryKeys()).map((activityId) => ({ activityId })),
  );
  await learner.staleDays.bulkPut((await dayScores.toCollection().primaryKeys()).map((localDay) => ({ localDay })));
  await learner.staleCards.bulkPut(
    (await cards.toCollection().primaryKeys()).map((questionId) => ({ questionId, added: null })),
  );
  await Promise.all([skillStates, dayScores, cards].map((table) => table.clear()));
};

test('[D1] a device that folds what comes, bit by bit, has what the shared fold makes of everything', async () => {
  const { learner, storage, catalogue } = device;
  const roundArbitrary = fc.record({
    attempts: fc.array(givenArbitrary, { minLength: 1, maxLength: 4 }),
    elsewhere: fc.array(elsewhereArbitrary, { maxLength: 2 }),
  });
  const roundsArbitrary = fc.array(roundArbitrary, { maxLength: 7 });
  await fc.assert(
    fc.asyncProperty(roundsArbitrary, async (rounds) => {
      await Promise.all(learner.tables.filter(({ name }) => name !== 'syncState').map((table) => table.clear()));
      const latest = new Map<string, Attempt>();
      const elsewhere = new Map<string, PastReviews>();
      for (const { attempts, elsewhere: reviewed } of rounds) {
        for (const row of attempts.map(attemptOf)) latest.set(row.id, row);
        for (const row of reviewed) elsewhere.set(row.questionId, row);
        const marks = { version: 0, epoch: null, pass: 0 };
        await storage.write((tx) =>
          tx.putRows([
            ...attempts.map(attemptOf).map((row) => ({ collection: 'attempts', key: row.id, row, ...marks })),
            ...reviewed.map((row) => ({ collection: 'pastReviews', key: row.questionId, row, ...marks })),
          ]),
        );
        await foldStaleAttempts(device);
      }
      const read = gradeableReader(catalogue);
      const facts = new Map<Attempt, Awaited<ReturnType<typeof read>>>();
      for (const attempt of latest.values()) facts.set(attempt, await read(attempt));
      const folder = makeLearnerFolder();
      const whole = folder.take(
        [
          ...[...latest.values()].map((row) => ({ collection: 'attempts', key: row.id, row })),
          ...[...elsewhere].map(([key, row]) => ({ collection: 'pastReviews', key, row })),
        ],
        (attempt) => (id) => facts.get(attempt)?.get(id),
      );
      const skills = (await learner.skillStates.toArray()).map(({ trail, touches, ...state }) => state);
      const byId = (one: string, other: string) => (one < other ? -1 : 1);
      expect(skills).toEqual([...whole.skills.values()].toSorted((a, b) => byId(a?.skillId ?? '', b?.skillId ?? '')));
      expect(await learner.cards.toArray()).toEqual(
        [...whole.cards.values()]
          .flatMap((card) => card ?? [])
          .toSorted((a, b) => byId(a?.questionId ?? '', b?.questionId ?? '')),
      );

      const days = [...whole.days.values()].flatMap((day) => day ?? []);
      expect(await learner.dayScores.toArray()).toEqual(days.toSorted((a, b) => byId(a.localDay, b.localDay)));
      const cards = [...whole.cards.values()].flatMap((card) => card ?? []);
      const states = [...whole.skills.values()].flatMap((state) => state ?? []);
      expect(await readDerivedDigest(device)).toEqual(
        derivedDigest({ skills: states, cards, days, habits: folder.habits() }),
      );

      const scores = await learner.activityScores.toArray();
      await learner.foldVersions.put({ fold: 'skills', version: -1 });
      await foldStaleAttempts(device);
      const anew = await learner.activityScores.toArray();
      // Counted once, an activity stays known even when its attempts are gone.
      expect(scores.filter(({ attempts }) => attempts > 0)).toEqual(anew.filter(({ attempts }) => attempts > 0));
      expect((await learner.skillStates.toArray()).map(({ trail, touches, ...state }) => state)).toEqual(skills);

      // All together from one reading, as after a long history: the same, and nothing is left to be done.
      const oneByOne = await derived(learner);
      await waitAll(learner);
      await foldTogether(learner);
      expect(await derived(learner)).toEqual(oneByOne);
    }),
    propertyRuns(40),
  );
});

test('[D1] a long history that comes in is what the shared fold makes of it, in any order', async () => {
  const { learner, storage, catalogue } = device;
  const many = Array.from({ length: 230 }, (_, n) =>
    attemptOf({
      n,
      lesson: n % 2,
      late: n % 17 === 0 ? -6 : 0,
      zone: 0,
      status: 'completed',
      answered: Object.fromEntries(
        [0, 1, 2, 3].map((q) => [q, { right: (n * 7 + q) % 5 !== 0, hinted: false, durationMs: 1_000 + n * 10 }]),
      ),
      deleted: n % 40 === 0,
    }),
  );
  const read = gradeableReader(catalogue);
  const facts = new Map<Attempt, Awaited<ReturnType<typeof read>>>();
  for (const attempt of many) facts.set(attempt, await read(attempt));
  const folder = makeLearnerFolder();
  const whole = folder.take(
    many.map((row) => ({ collection: 'attempts', key: row.id, row })),
    (attempt) => (id) => facts.get(attempt)?.get(id),
  );
  const there = <T>(states: ReadonlyMap<string, T | null>) => [...states.values()].flatMap((state) => state ?? []);
  const expected = derivedDigest({
    skills: there(whole.skills),
    cards: there(whole.cards),
    days: there(whole.days),
    habits: folder.habits(),
  });
  const put = (rows: Attempt[]) =>
    storage.write((tx) =>
      tx.putRows(rows.map((row) => ({ collection: 'attempts', key: row.id, row, version: 0, epoch: null, pass: 0 }))),
    );
  await put(many.slice(150));
  const first = foldStaleAttempts(device);
  await put(many.slice(0, 150));
  await first;
  expect(await readDerivedDigest(device)).toEqual(expected);

  // Read anew by another tab in the middle: nothing of the older reading is written, and what waits goes on waiting.
  await waitAll(learner);
  const { foldedAttempts } = learner;
  const where = vi.spyOn(foldedAttempts, 'where').mockImplementationOnce((index) => {
    void learner.foldVersions.put({ fold: 'readings', version: -1 });
    return Object.getPrototypeOf(foldedAttempts).where.call(foldedAttempts, index);
  });
  await foldTogether(learner);
  where.mockRestore();
  expect(await learner.cards.count()).toBe(0);
  expect(await learner.staleCards.count()).toBeGreaterThan(0);
  await foldStaleAttempts(device);
  expect(await readDerivedDigest(device)).toEqual(expected);
});
