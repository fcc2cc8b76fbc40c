import { percentOf } from '@hornbook/shared/learning/course-progress.ts';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { rowsOf, type SqlRunner } from '../db/sql-database.ts';
import { afterSchema, limitSchema, type Page, pageOf, uuidSchema } from './page.ts';

export const coursesOfSchema = z.strictObject({ after: afterSchema(z.tuple([uuidSchema])), limit: limitSchema });

export interface CourseOfLearner {
  courseId: string;
  title: string;
  status: 'active' | 'completed' | 'paused' | 'dropped';
  enrolledAt: number;
  lastAccessedAt: number;
  completedAt: number | null;
  completedLessons: number;
  totalLessons: number;
  /** 0–100, rounded down. */
  percent: number;
  timeSpentMs: number;
}

/** The learner's courses with how far they are: completed lessons of those the current version has. */
export const listCourses = async (
  runner: SqlRunner,
  { after, limit }: z.output<typeof coursesOfSchema>,
): Promise<Page<CourseOfLearner>> => {
  const rows = await rowsOf<Omit<CourseOfLearner, 'percent'>>(
    runner,
    sql`select e.course_id as "courseId", c.title, e.status, e.enrolled_at::float8 as "enrolledAt",
        e.last_accessed_at::float8 as "lastAccessedAt", e.completed_at::float8 as "completedAt",
        done.lessons as "completedLessons", (v.entry ->> 'lessonCount')::int as "totalLessons", done.ms as "timeSpentMs"
      from enrollments e join courses c on c.id = e.course_id join course_versions v on v.version = c.current_version
        cross join lateral (
          select count(*) filter (where p.status = 'completed' and l.retired_at is null)::int as lessons,
            coalesce(sum((select sum(ms::float8) from jsonb_each_text(p.time_spent_ms) t(replica, ms))), 0)::float8 as ms
          from lesson_progress p join lessons l on l.id = p.lesson_id
          where p.course_id = e.course_id and p.learner_id = e.learner_id and p.deleted_at is null
        ) done
      where e.learner_id = current_setting('app.learner_id')::uuid and e.deleted_at is null
        ${after ? sql`and e.course_id > ${after[0]}::uuid` : sql``}
      order by e.course_id limit ${limit + 1}`,
  );
  const { items, next } = pageOf(rows, limit, ({ courseId }) => [courseId]);
  return { items: items.map((row) => ({ ...row, percent: percentOf(row.completedLessons, row.totalLessons) })), next };
};

export const lessonsOfSchema = z.strictObject({
  course: uuidSchema.optional(),
  status: z.enum(['in_progress', 'completed']).optional(),
  after: afterSchema(z.tuple([uuidSchema])),
  limit: limitSchema,
});

export interface LessonOfLearner {
  lessonId: string;
  courseId: string;
  title: string;
  status: 'not_started' | 'in_progress' | 'completed';
  startedAt: number;
  completedAt: number | null;
  completedDay: string | null;
  timeSpentMs: number;
  /** Where reading stopped, in thousandths. */
  lastPosition: number;
}

/** How far the learner is in each lesson that was begun. */
export const listProgress = async (
  runner: SqlRunner,
  { course, status, after, limit }: z.output<typeof lessonsOfSchema>,
): Promise<Page<LessonOfLearner>> => {
  const rows = await rowsOf<LessonOfLearner>(
    runner,
    sql`select p.lesson_id as "lessonId", p.course_id as "courseId", l.title, p.status, p.started_at::float8 as "startedAt",
        p.completed_at::float8 as "completedAt", p.completed_day as "completedDay", p.last_position as "lastPosition",
        coalesce((select sum(ms::float8) from jsonb_each_text(p.time_spent_ms) t(replica, ms)), 0)::float8 as "timeSpentMs"
      from lesson_progress p join lessons l on l.id = p.lesson_id
      where p.learner_id = current_setting('app.learner_id')::uuid and p.deleted_at is null
        ${course ? sql`and p.course_id = ${course}` : sql``}
        ${status ? sql`and p.status = ${status}` : sql``}
        ${after ? sql`and p.lesson_id > ${after[0]}::uuid` : sql``}
      order by p.lesson_id limit ${limit + 1}`,
  );
  return pageOf(rows, limit, ({ lessonId }) => [lessonId]);
};
