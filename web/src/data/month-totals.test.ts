import type { StudyDay } from '@hornbook/shared/collections/study-days.ts';
import { type DayScore, foldDay } from '@hornbook/shared/learning/day-scores.ts';
import { dayTotals } from '@hornbook/shared/learning/day-totals.ts';
import { dayOfNumber, monthOf } from '@hornbook/shared/learning/local-day.ts';
import { propertyRuns } from '@hornbook/shared/testing/property-runs.ts';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { setClock } from './clock.ts';
import type { Connections } from './connections.ts';
import { foldStaleDay } from './fold-days.ts';
import { forgetMonths } from './mark-months.ts';
import { foldMonths, foldMonthsAnew, readDayTotals } from './month-totals.ts';
import { freshDevice, reload } from './testing/fresh-device.ts';

const TODAY = 20_600;
let device: Connections;

beforeEach(async () => {
  device = await freshDevice();
  setClock(() => TODAY * 86_400_000);
});

const putTime = (day: number, ms: number, deletedAt: number | null = null): Promise<void> => {
  const localDay = dayOfNumber(day);
  const row: StudyDay = { localDay, course: 'none', activeMs: { one: ms }, deletedAt, stamps: {} };
  const key = `${localDay}/none`;
  return device.storage.write((tx) =>
    tx.putRows([{ collection: 'studyDays', key, row, version: 0, epoch: null, pass: 0 }]),
  );
};

/** An attempt of a local day, folded as far as its day. */
const putScore = async (day: number, earned: number): Promise<void> => {
  const localDay = dayOfNumber(day);
  const { foldedAttempts } = device.learner;
  const base = { attemptId: localDay, courseId: null, localDay, at: day * 86_400_000, earned, perfect: false };
  const tally = { ...base, activityId: 'a', answered: 2, correct: 1, skills: {} };
  await foldedAttempts.put({
    ...{ attemptId: localDay, skillIds: [], questionIds: [], lacks: 0, activityId: 'a', completedAt: 1, percent: 1 },
    ...{ answered: 2, tally: earned > 0 ? tally : null, outcomes: [], touchedSkillIds: [], reviews: [], kinds: {} },
    ...{ unknownQuestionIds: [], paces: [] },
  } as never);
  await foldStaleDay(device.learner, localDay);
};

const fromRows = async () => {
  const { learner } = device;
  return dayTotals({ studyDays: await learner.rows('studyDays').toArray(), scores: await learner.dayScores.toArray() });
};

const dayArbitrary = fc.integer({ min: TODAY - 70, max: TODAY + 2 });
const stepArbitrary = fc.oneof(
  fc.record({ kind: fc.constant('time' as const), day: dayArbitrary, ms: fc.nat(3), deleted: fc.boolean() }),
  fc.record({ kind: fc.constant('score' as const), day: dayArbitrary, earned: fc.nat(2) }),
  fc.record({ kind: fc.constantFrom('fold' as const, 'forget' as const, 'anew' as const) }),
);

test('[D1] days are the same, added up by month as they come and folded at any time, as straight from the rows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(stepArbitrary, { maxLength: 25 }), async (steps) => {
      const { learner } = device;
      await Promise.all(learner.tables.filter(({ name }) => name !== 'syncState').map((table) => table.clear()));
      for (const step of steps) {
        if (step.kind === 'time') await putTime(step.day, step.ms, step.deleted ? 1 : null);
        if (step.kind === 'score') await putScore(step.day, step.earned);
        if (step.kind === 'fold') await foldMonths(learner);
        if (step.kind === 'forget') await forgetMonths(learner);
        if (step.kind === 'anew') await foldMonthsAnew(learner);
        expect(await readDayTotals(learner)).toEqual(await fromRows());
      }
    }),
    propertyRuns(15),
  );
});

test('months that are over are kept, the one that runs is read from its rows, and a late row opens its month again', async () => {
  const { learner } = device;
  await putTime(TODAY - 60, 5);
  await putTime(TODAY, 7);
  await foldMonths(learner);
  const [over, running] = [monthOf(dayOfNumber(TODAY - 60)), monthOf(dayOfNumber(TODAY))];
  expect((await learner.monthTotals.toArray()).map(({ month }) => month)).toEqual([over]);
  expect(await learner.staleMonths.toCollection().primaryKeys()).toEqual([running]);
  await putTime(TODAY - 60, 6);
  expect((await readDayTotals(learner)).map(({ amounts }) => amounts.activeMs)).toEqual([6, 7]);
});

test('what an earlier version of the app wrote without a mark is there once days are added up anew', async () => {
  await putTime(TODAY - 60, 5);
  await foldMonths(device.learner);
  const row: DayScore = foldDay(dayOfNumber(TODAY - 59), []);
  await device.learner.dayScores.put({ ...row, courses: { none: { ...noCourse, attempts: 1 } } });
  device = await reload();
  await foldMonthsAnew(device.learner);
  expect(await readDayTotals(device.learner)).toHaveLength(2);
});

const noCourse = { attempts: 0, answered: 0, correct: 0, points: 0, perfect: 0 };
