import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import { percentOf } from '@hornbook/shared/learning/course-progress.ts';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { rowsOf, type SqlRunner } from '../db/sql-database.ts';
import { afterSchema, daySchema, limitSchema, type Page, pageOf, uuidSchema } from './page.ts';

export const attemptListSchema = z.strictObject({
  activity: uuidSchema.optional(),
  course: uuidSchema.optional(),
  after: afterSchema(z.tuple([daySchema, z.number().int(), uuidSchema])),
  limit: limitSchema,
});

export interface ListedAttempt {
  id: string;
  mode: Attempt['mode'];
  activityId: string | null;
  courseId: string | null;
  completedAt: number;
  completedDay: string;
  durationMs: number;
  questionCount: number;
  /** The service's own grade. */
  earnedPoints: number | null;
  possiblePoints: number | null;
}

/** The learner's completed attempts, the latest first. */
export const listAttempts = async (
  runner: SqlRunner,
  { activity, course, after, limit }: z.output<typeof attemptListSchema>,
): Promise<Page<ListedAttempt>> => {
  const rows = await rowsOf<ListedAttempt>(
    runner,
    sql`select id, mode, activity_id as "activityId", course_id as "courseId", completed_at::float8 as "completedAt",
        completed_day as "completedDay", duration_ms as "durationMs", jsonb_array_length(question_ids) as "questionCount",
        earned_points as "earnedPoints", possible_points as "possiblePoints"
      from attempts
      where learner_id = current_setting('app.learner_id')::uuid and status = 'completed' and deleted_at is null
        and completed_day is not null and completed_at is not null
        ${activity ? sql`and activity_id = ${activity}` : sql``}
        ${course ? sql`and course_id = ${course}` : sql``}
        ${
          after
            ? sql`and completed_day <= ${after[0]}
              and (completed_day, completed_at, id) < (${after[0]}, ${after[1]}::bigint, ${after[2]}::uuid)`
            : sql``
        }
      order by completed_day desc, completed_at desc, id desc limit ${limit + 1}`,
  );
  return pageOf(rows, limit, ({ completedDay, completedAt, id }) => [completedDay, completedAt, id]);
};

/** One attempt of the learner, answers and grading included; null when there is none. */
export const readAttempt = async (runner: SqlRunner, id: string): Promise<Attempt | null> => {
  const [found] = await rowsOf<{ row: Attempt }>(
    runner,
    sql`select row from changes where learner_id = current_setting('app.learner_id')::uuid
      and collection = 'attempts' and key = ${id}`,
  );
  return found && found.row.deletedAt === null ? found.row : null;
};

export const resultsSchema = z.strictObject({
  course: uuidSchema,
  after: afterSchema(z.tuple([uuidSchema])),
  limit: limitSchema,
});

export interface ActivityResult {
  activityId: string;
  completed: number;
  bestPercent: number | null;
  latestPercent: number | null;
  latestAt: number;
}

interface Scored {
  earned: number | null;
  possible: number | null;
}

/** What the learner's attempts at each activity of a course came to: the best and the latest. */
export const listResults = async (
  runner: SqlRunner,
  { course, after, limit }: z.output<typeof resultsSchema>,
): Promise<Page<ActivityResult>> => {
  const rows = await rowsOf<{ activityId: string; completed: number; latestAt: number; best: Scored; latest: Scored }>(
    runner,
    sql`select activity_id as "activityId", count(*)::int as completed, max(completed_at)::float8 as "latestAt",
        (array_agg(json_build_object('earned', earned_points, 'possible', possible_points)
          order by earned_points::float8 / nullif(possible_points, 0) desc nulls last, id))[1] as best,
        (array_agg(json_build_object('earned', earned_points, 'possible', possible_points)
          order by completed_at desc, id desc))[1] as latest
      from attempts
      where learner_id = current_setting('app.learner_id')::uuid and course_id = ${course} and status = 'completed'
        and completed_at is not null and deleted_at is null and activity_id is not null
        ${after ? sql`and activity_id > ${after[0]}::uuid` : sql``}
      group by activity_id order by activity_id limit ${limit + 1}`,
  );
  const { items, next } = pageOf(rows, limit, ({ activityId }) => [activityId]);
  const percent = ({ earned, possible }: Scored) =>
    earned === null || possible === null ? null : percentOf(earned, possible);
  return {
    items: items.map(({ best, latest, ...rest }) => ({
      ...rest,
      bestPercent: percent(best),
      latestPercent: percent(latest),
    })),
    next,
  };
};
