import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../testing/property-runs.ts';
import { awardsOf } from './achievements.ts';
import { type Amounts, amountsByDay, amountsBySpan, dayLedger, noAmounts, overall, skillTrends } from './aggregates.ts';
import { type AttemptTally, firstBetteredDay, foldDay } from './day-scores.ts';
import { dayNumber, dayOfNumber } from './local-day.ts';
import { streakOf } from './streak.ts';

const START = dayNumber('2025-11-20');
const dayArbitrary = fc.nat(120).map((offset) => dayOfNumber(START + offset));
const courses = ['course-a', 'course-b'];

const tallyArbitrary: fc.Arbitrary<AttemptTally> = fc
  .record({
    n: fc.nat(10_000),
    activity: fc.nat(5),
    course: fc.constantFrom(...courses, null),
    localDay: dayArbitrary,
    at: fc.nat(1_000_000),
    earned: fc.nat(10),
    answered: fc.nat(8),
    right: fc.nat(8),
    skill: fc.constantFrom('skill-a', 'skill-b'),
  })
  .map(({ n, activity, course, localDay, at, earned, answered, right, skill }) => {
    const correct = Math.min(right, answered);
    return {
      attemptId: `attempt-${n}`,
      activityId: `${course}-${activity}`,
      courseId: course,
      localDay,
      at,
      earned,
      perfect: earned === 10,
      answered,
      correct,
      skills: { [skill]: { answered, correct } },
    };
  });
const talliesArbitrary = fc.uniqueArray(tallyArbitrary, { maxLength: 60, selector: ({ attemptId }) => attemptId });
const studyArbitrary = fc.array(
  fc.record({
    localDay: dayArbitrary,
    course: fc.constantFrom(...courses, 'none'),
    activeMs: fc.dictionary(fc.constantFrom('one', 'two'), fc.nat(3_600_000)),
    deletedAt: fc.constant(null),
  }),
  { maxLength: 40 },
);
const lessonsArbitrary = fc.array(
  fc.record({
    courseId: fc.constantFrom(...courses),
    completedDay: fc.option(dayArbitrary),
    status: fc.constantFrom('in_progress' as const, 'completed' as const),
    deletedAt: fc.constant(null),
  }),
  { maxLength: 30 },
);

const scoresOf = (tallies: AttemptTally[]) =>
  [...new Set(tallies.map(({ localDay }) => localDay))].map((localDay) => foldDay(localDay, tallies));
const sum = (parts: { amounts: Amounts }[]) => overall(parts);

describe('what days, weeks, months and all come to', () => {
  test('is exact: the overall is the sum of the days, of the weeks, of the months, and of the courses', () => {
    fc.assert(
      fc.property(talliesArbitrary, studyArbitrary, lessonsArbitrary, (tallies, studyDays, lessons) => {
        const ledger = dayLedger({ studyDays, lessons, scores: scoresOf(tallies) });
        const days = amountsByDay(ledger);
        const all = overall(days);
        for (const span of ['day', 'week', 'month', 'all'] as const)
          expect(sum(amountsBySpan(days, span))).toEqual(all);
        const byCourse = [...courses, 'none'].map((course) => ({ amounts: overall(amountsByDay(ledger, course)) }));
        expect(sum(byCourse)).toEqual(all);
        expect(all.answered).toBe(tallies.reduce((total, { answered }) => total + answered, 0));
        for (const amount of Object.values(all)) expect(Number.isSafeInteger(amount)).toBe(true);
      }),
      propertyRuns(200),
    );
  });

  test('is the same whatever the order attempts came in, and however often', () => {
    fc.assert(
      fc.property(talliesArbitrary, (tallies) => {
        const [day] = tallies;
        if (!day) return;
        const whole = foldDay(day.localDay, tallies);
        expect(foldDay(day.localDay, [...tallies.toReversed(), ...tallies])).toEqual(whole);
      }),
      propertyRuns(200),
    );
  });

  test('counts the points of the best attempt at an activity each day', () => {
    const tally = (attemptId: string, earned: number): AttemptTally => ({
      attemptId,
      activityId: 'quiz',
      courseId: 'course-a',
      localDay: '2026-01-01',
      at: 1,
      earned,
      perfect: false,
      answered: 4,
      correct: 2,
      skills: {},
    });
    const day = foldDay('2026-01-01', [tally('a', 6), tally('b', 8), tally('c', 7)]);
    expect(day.courses['course-a']).toMatchObject({ points: 8, attempts: 3, answered: 12 });
  });

  test('says which skills got better, from enough answers before and after', () => {
    const score = (localDay: string, answered: number, correct: number) => ({
      ...foldDay(localDay, []),
      skills: { skill: { answered, correct } },
    });
    const scores = [score('2026-01-02', 10, 4), score('2026-01-20', 10, 9)];
    expect(skillTrends(scores, '2026-01-28', 14)).toMatchObject([{ skillId: 'skill', change: 50 }]);
    expect(skillTrends([score('2026-01-02', 3, 0), score('2026-01-20', 10, 9)], '2026-01-28', 14)).toEqual([]);
  });
});

test('a result was bettered on the first day above the best of the days before, whatever came in between that day', () => {
  const on = (localDay: string, percent: number) => ({ localDay, percent });
  expect(firstBetteredDay([on('2026-01-01', 40), on('2026-01-01', 90)])).toBe(null);
  expect(firstBetteredDay([on('2026-01-03', 80), on('2026-01-02', 30), on('2026-01-01', 60)])).toBe('2026-01-03');
});

describe('achievements', () => {
  const history = (amounts: Partial<Amounts>, ...days: string[]) => {
    const all = days.map((localDay) => ({ localDay, amounts: { ...noAmounts(), ...amounts } }));
    return { days: all, streak: streakOf(all, days.at(-1) ?? '2026-01-01') };
  };

  test('are reached on the day their count is, once', () => {
    const awards = awardsOf(history({ answered: 6, lessons: 1 }, '2026-01-01', '2026-01-02', '2026-01-03'));
    expect(awards).toEqual([
      { id: 'first-lesson', earnedDay: '2026-01-01', points: 5 },
      { id: 'first-answers', earnedDay: '2026-01-02', points: 5 },
      { id: 'three-days', earnedDay: '2026-01-03', points: 5 },
    ]);
  });

  test('welcome back who was away, and never blame for it', () => {
    const ids = awardsOf(history({ activeMs: 60_000 }, '2026-01-01', '2026-01-20')).map(({ id }) => id);
    expect(ids).toEqual(['came-back']);
  });

  test('are never taken away by what arrives later, but for those of runs and rest, which are of the days as they were', () => {
    const days = fc.uniqueArray(dayArbitrary, { maxLength: 80 });
    fc.assert(
      fc.property(days, days, (some, more) => {
        const of = (list: string[]) => {
          const sorted = [...new Set(list)].sort();
          return awardsOf(history({ activeMs: 200_000, lessons: 1, answered: 3, correct: 3 }, ...sorted));
        };
        const before = of(some).filter(({ id }) => !['well-rested', 'came-back'].includes(id));
        const after = new Map(of([...some, ...more]).map(({ id, earnedDay }) => [id, earnedDay]));
        for (const { id, earnedDay } of before) expect((after.get(id) ?? '9') <= earnedDay, id).toBe(true);
      }),
      propertyRuns(300),
    );
  });
});
