import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { rowsOf, type SqlRunner } from '../db/sql-database.ts';
import { afterSchema, limitSchema, type Page, pageOf, uuidSchema } from './page.ts';

/** Course, unit and lesson, each by its place and, among equals, by its id. */
const keySchema = z.tuple([uuidSchema, z.number().int(), uuidSchema, z.number().int(), uuidSchema]);

export const lessonListSchema = z.strictObject({
  course: uuidSchema.optional(),
  difficulty: z.enum(['beginner', 'intermediate', 'advanced']).optional(),
  skill: uuidSchema.optional(),
  language: z.string().max(35).optional(),
  minutes: z.coerce.number().int().min(1).optional(),
  after: afterSchema(keySchema),
  limit: limitSchema,
});

export interface ListedLesson {
  id: string;
  title: string;
  summary: string;
  difficulty: 'beginner' | 'intermediate' | 'advanced';
  estimatedMinutes: number;
  position: number;
  unitId: string;
  unitTitle: string;
  unitPosition: number;
  courseId: string;
  courseTitle: string;
  skillIds: string[];
  activityCount: number;
}

/** Published lessons in the order they are learned in, course by course. */
export const listLessons = async (
  runner: SqlRunner,
  { course, difficulty, skill, language, minutes, after, limit }: z.output<typeof lessonListSchema>,
): Promise<Page<ListedLesson>> => {
  const filters = [
    course && sql`u.course_id = ${course}`,
    difficulty && sql`l.difficulty = ${difficulty}`,
    skill && sql`exists (select from lesson_skills s where s.lesson_id = l.id and s.skill_id = ${skill})`,
    language && sql`c.language = ${language}`,
    minutes && sql`l.estimated_minutes <= ${minutes}`,
    // The first part alone can be found by an index; the whole key then says exactly where.
    after && sql`(u.course_id, u.position) >= (${after[0]}::uuid, ${after[1]}::int)`,
    after &&
      sql`(u.course_id, u.position, u.id, l.position, l.id)
        > (${after[0]}::uuid, ${after[1]}::int, ${after[2]}::uuid, ${after[3]}::int, ${after[4]}::uuid)`,
  ].filter((filter) => filter !== undefined && filter !== '' && filter !== 0);
  const rows = await rowsOf<ListedLesson>(
    runner,
    sql`select l.id, l.title, l.summary, l.difficulty, l.estimated_minutes as "estimatedMinutes", l.position,
        u.id as "unitId", u.title as "unitTitle", u.position as "unitPosition", c.id as "courseId", c.title as "courseTitle",
        coalesce((select json_agg(s.skill_id order by s.position) from lesson_skills s where s.lesson_id = l.id), '[]')
          as "skillIds",
        (select count(*)::int from activities a where a.lesson_id = l.id and a.retired_at is null
          and a.published_at is not null and a.unpublished_at is null) as "activityCount"
      from units u join courses c on c.id = u.course_id join lessons l on l.unit_id = u.id
      where c.published_at is not null and c.unpublished_at is null and c.retired_at is null and u.retired_at is null
        and l.published_at is not null and l.unpublished_at is null and l.retired_at is null
        ${sql.join(
          filters.map((filter) => sql`and ${filter}`),
          sql.raw(' '),
        )}
      order by u.course_id, u.position, u.id, l.position, l.id limit ${limit + 1}`,
  );
  return pageOf(rows, limit, (row) => [row.courseId, row.unitPosition, row.unitId, row.position, row.id]);
};
