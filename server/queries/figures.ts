import { STREAK_POLICY } from '@hornbook/shared/learning/streak.ts';
import { sql } from 'drizzle-orm';
import { FIGURES_ROLE } from '../db/derived/access.ts';
import { rowsOf, type SqlDatabase, type SqlRunner } from '../db/sql-database.ts';
import { takeRole } from '../db/with-learner.ts';

/** What operators see of learning here: counts, and never who. */
export interface Figures {
  learners: number;
  /** Learners with study time in so many days up to today. */
  active: { days: number; learners: number }[];
  enrollments: { course: string; status: string; count: number }[];
  /** Lessons that were begun, by how they stand. */
  lessons: { course: string; status: string; count: number }[];
  /** Completed and graded attempts of the last 30 days. */
  attempts: { kind: string; count: number; earned: number; possible: number; passed: number }[];
  /** Learners with a streak of so many days or more. */
  streaks: { days: number; learners: number }[];
  /** Programs that passed other tests when the service ran them again than on the device. */
  differing: { course: string; question: string; programs: number }[];
}

const SPANS = [1, 7, 30];
/** From this share of the points on an attempt counts as passed. */
const PASSED = 0.8;
const STREAKS = [1, 3, 7, 30];
/** Figures are worth less than what learners wait for. */
const MOST_MS = 10_000;

/** The first of so many days up to today. Learners' own days may be one ahead of or behind this machine's. */
const daysBack = (today: string, days: number) => sql`to_char(${today}::date - ${days - 1}::int, 'YYYY-MM-DD')`;

/** Reads the figures as a role that may see the columns they are made of, and no others. */
export const readFigures = async (database: SqlDatabase, today: string): Promise<Figures> =>
  database.transaction(async (runner) => {
    await runner.execute(sql`select set_config('statement_timeout', ${String(MOST_MS)}, true)`);
    const [known] = await rowsOf<{ learners: number }>(
      runner,
      sql`select count(*)::int as learners from learners where gone_at is null`,
    );
    const streaks = await readStreaks(runner, today);
    const differing = await readDiffering(runner);
    await takeRole(runner, FIGURES_ROLE);
    return {
      learners: known?.learners ?? 0,
      active: await readActive(runner, today),
      enrollments: await readStatuses(runner, 'enrollments'),
      lessons: await readStatuses(runner, 'lesson_progress'),
      attempts: await readAttempts(runner, today),
      streaks,
      differing,
    };
  });

const readActive = (runner: SqlRunner, today: string) =>
  rowsOf<Figures['active'][number]>(
    runner,
    sql`select span as days, (
        select count(distinct learner_id)::int from study_days
        where local_day >= to_char(${today}::date - (span - 1), 'YYYY-MM-DD') and deleted_at is null
      ) as learners
      from unnest(${sql.param(SPANS)}::int[]) span order by span`,
  );

const readStatuses = (runner: SqlRunner, table: 'enrollments' | 'lesson_progress') =>
  rowsOf<Figures['enrollments'][number]>(
    runner,
    sql`select c.slug as course, t.status, count(*)::int as count from ${sql.raw(table)} t join courses c on c.id = t.course_id
      where t.deleted_at is null group by c.slug, t.status order by c.slug, t.status`,
  );

// By learners who were there lately, and their days: old attempts, most of all there are, are not read.
const readAttempts = (runner: SqlRunner, today: string) =>
  rowsOf<Figures['attempts'][number]>(
    runner,
    sql`select coalesce(v.kind, 'free') as kind, count(*)::int as count, sum(a.earned_points)::int as earned,
        sum(a.possible_points)::int as possible,
        count(*) filter (where a.earned_points >= ${PASSED}::float8 * a.possible_points)::int as passed
      from (
        select distinct learner_id from study_days where local_day >= ${daysBack(today, 30)} and deleted_at is null
      ) lately
        join attempts a on a.learner_id = lately.learner_id and a.completed_day >= ${daysBack(today, 30)}
        left join activities v on v.id = a.activity_id
      where a.status = 'completed' and a.deleted_at is null and a.possible_points > 0
      group by 1 order by 1`,
  );

/** As the service's own folds have them. A streak that ended some days ago is none any more, whatever its length was. */
const readStreaks = (runner: SqlRunner, today: string) =>
  rowsOf<Figures['streaks'][number]>(
    runner,
    sql`select length as days, (
        select count(*)::int from streaks
        where current >= length and last_active_day >= ${daysBack(today, 1 + STREAK_POLICY.mostFreezes + 1)}
      ) as learners
      from unnest(${sql.param(STREAKS)}::int[]) length order by length`,
  );

const readDiffering = (runner: SqlRunner) =>
  rowsOf<Figures['differing'][number]>(
    runner,
    sql`select coalesce(c.slug, 'none') as course, s.question_id as question, count(*)::int as programs
      from submissions s left join courses c on c.id = s.course_id
      where s.rerun ->> 'agrees' = 'false' and s.deleted_at is null group by 1, 2 order by 1, 2`,
  );
