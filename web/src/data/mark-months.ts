import { monthOf } from '@hornbook/shared/learning/local-day.ts';
import type { LearnerDatabase } from './learner-database.ts';

/** The name under which the version of what is added up by month is kept. */
export const MONTHS = 'months';

/** Notes within the transaction that changes rows of days that their months have to be added up anew. */
export const markMonths = async ({ staleMonths }: LearnerDatabase, days: Iterable<string>): Promise<void> => {
  const months = new Set([...days].map(monthOf));
  await staleMonths.bulkPut([...months].map((month) => ({ month })));
};

/** Nothing added up is trusted any more, within the transaction that folds everything anew. */
export const forgetMonths = async ({ monthTotals, staleMonths, foldVersions }: LearnerDatabase): Promise<void> => {
  await Promise.all([monthTotals.clear(), staleMonths.clear(), foldVersions.delete(MONTHS)]);
};
