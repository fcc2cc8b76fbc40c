import { DAY_TOTALS_VERSION, type DayTotals, dayTotals } from '@hornbook/shared/learning/day-totals.ts';
import { monthOf } from '@hornbook/shared/learning/local-day.ts';
import { readToday } from './corrected-clock.ts';
import type { LearnerDatabase } from './learner-database.ts';
import { forgetMonths, MONTHS, markMonths } from './mark-months.ts';

const totalTables = (learner: LearnerDatabase) => [
  learner.monthTotals,
  learner.staleMonths,
  learner.foldVersions,
  learner.dayScores,
  learner.table('studyDays'),
];

const readMonth = async (learner: LearnerDatabase, month: string): Promise<DayTotals[]> => {
  const within = [`${month}-`, `${month}-\uffff`] as const;
  const [studyDays, scores] = await Promise.all([
    learner
      .rows('studyDays')
      .where('localDay')
      .between(...within)
      .toArray(),
    learner.dayScores
      .where('localDay')
      .between(...within)
      .toArray(),
  ]);
  return dayTotals({ studyDays, scores });
};

/**
 * All days with any time or attempt, oldest first. Months that are over were added up once: two years of days are
 * thousands of rows, and every screen that greets a learner wants to know how they went.
 */
export const readDayTotals = (learner: LearnerDatabase): Promise<DayTotals[]> =>
  learner.transaction('r', totalTables(learner), async () => {
    const [known, kept, stale] = await Promise.all([
      learner.foldVersions.get(MONTHS),
      learner.monthTotals.toArray(),
      learner.staleMonths.toCollection().primaryKeys(),
    ]);
    if (known?.version !== DAY_TOTALS_VERSION) {
      const [studyDays, scores] = await Promise.all([learner.rows('studyDays').toArray(), learner.dayScores.toArray()]);
      return dayTotals({ studyDays, scores });
    }
    const months = new Map(
      kept
        .filter(({ month }) => !stale.includes(month))
        .map(({ month, days }) => [month, JSON.parse(days) as DayTotals[]]),
    );
    for (const month of stale) months.set(month, await readMonth(learner, month));
    return [...months.keys()].sort().flatMap((month) => months.get(month) ?? []);
  });

/** Adds up the months that are over and changed since; the one that runs changes with every answer. */
export const foldMonths = async (learner: LearnerDatabase): Promise<void> => {
  await markAllWhenOutdated(learner);
  const running = monthOf(await readToday(learner));
  for (const month of await learner.staleMonths.where('month').below(running).primaryKeys()) {
    await learner.transaction('rw', totalTables(learner), async () => {
      // As text: it is read on every opening, in a fraction of the time of as many objects.
      await learner.monthTotals.put({ month, days: JSON.stringify(await readMonth(learner, month)) });
      await learner.staleMonths.delete(month);
    });
  }
};

/** Whatever was written without a mark, as an earlier version of the app does, is added up with the rest. */
export const foldMonthsAnew = async (learner: LearnerDatabase): Promise<void> => {
  await learner.transaction('rw', totalTables(learner), () => forgetMonths(learner));
  await foldMonths(learner);
};

const markAllWhenOutdated = async (learner: LearnerDatabase): Promise<void> => {
  if ((await learner.foldVersions.get(MONTHS))?.version === DAY_TOTALS_VERSION) return;
  await learner.transaction('rw', totalTables(learner), async () => {
    await learner.monthTotals.clear();
    await markMonths(learner, (await learner.rows('studyDays').orderBy('localDay').uniqueKeys()).map(String));
    await markMonths(learner, await learner.dayScores.toCollection().primaryKeys());
    await learner.foldVersions.put({ fold: MONTHS, version: DAY_TOTALS_VERSION });
  });
};
