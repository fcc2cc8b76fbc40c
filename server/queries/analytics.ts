import type { LessonProgress } from '@hornbook/shared/collections/lesson-progress.ts';
import type { StudyDay } from '@hornbook/shared/collections/study-days.ts';
import {
  type Amounts,
  amountsByDay,
  type DayLedger,
  dayLedger,
  noAmounts,
} from '@hornbook/shared/learning/aggregates.ts';
import type { DayScore } from '@hornbook/shared/learning/day-scores.ts';
import { dayNumber, dayOfNumber } from '@hornbook/shared/learning/local-day.ts';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { rowsOf, type SqlRunner } from '../db/sql-database.ts';
import { daySchema, type Page } from './page.ts';

/** A quarter: what a page may cover, so that a request reads no more than that. */
const MOST_DAYS = 92;

export const analyticsSchema = z
  .strictObject({
    from: daySchema,
    to: daySchema,
    after: daySchema.optional(),
    limit: z.coerce.number().int().min(1).max(MOST_DAYS).default(31),
  })
  .refine(({ from, to }) => from <= to, { error: 'must not be before "from"', path: ['to'] });

export interface DayOfLearner {
  localDay: string;
  amounts: Amounts;
  /** By course id; 'none' is what belongs to no course. */
  courses: Record<string, Amounts>;
}

/**
 * What a learner's days came to, by the folds devices show it by: never a second version of them in SQL. A page is so many
 * days of the calendar; those without any learning are left out.
 */
export const readDays = async (
  runner: SqlRunner,
  { from, to, after, limit }: z.output<typeof analyticsSchema>,
): Promise<Page<DayOfLearner>> => {
  const first = after === undefined || after < from ? dayNumber(from) : dayNumber(after) + 1;
  const last = Math.min(dayNumber(to), first + limit - 1);
  if (first > last) return { items: [], next: null };
  const ledger = await ledgerOf(runner, dayOfNumber(first), dayOfNumber(last));
  const items = amountsByDay(ledger).map((day) => ({
    ...day,
    courses: Object.fromEntries(ledger.get(day.localDay) ?? []),
  }));
  return { items, next: last < dayNumber(to) ? dayOfNumber(last) : null };
};

export const courseTotalsSchema = z
  .strictObject({ from: daySchema, to: daySchema })
  .refine(({ from, to }) => from <= to && dayNumber(to) - dayNumber(from) < MOST_DAYS, {
    error: `must be on or after "from", and less than ${MOST_DAYS} days later`,
    path: ['to'],
  });

/** What each course came to over some days; a learner's courses are few, so they are one page. */
export const readCourseTotals = async (
  runner: SqlRunner,
  { from, to }: z.output<typeof courseTotalsSchema>,
): Promise<Page<{ course: string; amounts: Amounts }>> => {
  const ledger = await ledgerOf(runner, from, to);
  const names = new Set([...ledger.values()].flatMap((courses) => [...courses.keys()]));
  const items = [...names].sort().map((course) => ({ course, amounts: sumOf(amountsByDay(ledger, course)) }));
  return { items, next: null };
};

const sumOf = (days: readonly { amounts: Amounts }[]): Amounts => {
  const sum = noAmounts();
  for (const { amounts } of days) for (const name of Object.keys(sum) as (keyof Amounts)[]) sum[name] += amounts[name];
  return sum;
};

/** Three statements, however many days and rows. The scores are the service's own fold, seconds behind at most. */
const ledgerOf = async (runner: SqlRunner, from: string, to: string): Promise<DayLedger> => {
  const me = sql`learner_id = current_setting('app.learner_id')::uuid`;
  const studyDays = await rowsOf<StudyDay>(
    runner,
    sql`select local_day as "localDay", course, active_ms as "activeMs", null as "deletedAt" from study_days
      where ${me} and deleted_at is null and local_day between ${from} and ${to}`,
  );
  const lessons = await rowsOf<LessonProgress>(
    runner,
    sql`select course_id as "courseId", completed_day as "completedDay", status, null as "deletedAt" from lesson_progress
      where ${me} and deleted_at is null and completed_day between ${from} and ${to}`,
  );
  const scores = await rowsOf<{ state: DayScore }>(
    runner,
    sql`select state from day_scores where ${me} and local_day between ${from} and ${to}`,
  );
  return dayLedger({ studyDays, lessons, scores: scores.map(({ state }) => state) });
};
