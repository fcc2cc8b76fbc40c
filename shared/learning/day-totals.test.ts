import fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyRuns } from '../testing/property-runs.ts';
import { amountsByDay, dayLedger } from './aggregates.ts';
import { foldDay } from './day-scores.ts';
import { addLessons, dayTotals } from './day-totals.ts';
import { dayOfNumber } from './local-day.ts';

const dayArbitrary = fc.integer({ min: 20_000, max: 20_012 }).map(dayOfNumber);
const deletedArbitrary = fc.constantFrom(null, null, null, 1);
const studyDayArbitrary = fc.record({
  localDay: dayArbitrary,
  course: fc.constantFrom('none', 'a'),
  activeMs: fc.dictionary(fc.constantFrom('one', 'two'), fc.nat(9)),
  deletedAt: deletedArbitrary,
});
const lessonArbitrary = fc.record({
  courseId: fc.constantFrom('a', 'b'),
  completedDay: fc.oneof(dayArbitrary, fc.constant(null)),
  status: fc.constantFrom('completed' as const, 'in_progress' as const),
  deletedAt: deletedArbitrary,
});
const scoreArbitrary = fc.record({ localDay: dayArbitrary, earned: fc.nat(3), right: fc.nat(2) }).map((given) => {
  const { localDay, earned, right } = given;
  const tally = { attemptId: 'x', activityId: 'y', courseId: 'a', localDay, at: earned, earned, perfect: right === 2 };
  return foldDay(localDay, [{ ...tally, answered: 2, correct: right, skills: {} }]);
});

test('days added up first, lessons later, come to the same as all of it at once', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(studyDayArbitrary, { selector: ({ localDay, course }) => localDay + course }),
      fc.array(lessonArbitrary),
      fc.uniqueArray(scoreArbitrary, { selector: ({ localDay }) => localDay }),
      (studyDays, lessons, scores) => {
        const totals = dayTotals({ studyDays, scores });
        expect(addLessons(totals, lessons)).toEqual(amountsByDay(dayLedger({ studyDays, lessons, scores })));
        for (const { localDay, firstAt, lastAt } of totals) {
          const score = scores.find((one) => one.localDay === localDay);
          expect([firstAt, lastAt]).toEqual([score?.firstAt ?? null, score?.lastAt ?? null]);
        }
      },
    ),
    propertyRuns(200),
  );
});
