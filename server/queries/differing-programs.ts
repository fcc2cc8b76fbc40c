import type { OutcomeStatus } from '@hornbook/shared/code/code-run.ts';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { rowsOf, type SqlRunner } from '../db/sql-database.ts';
import { afterSchema, limitSchema, type Page, pageOf, uuidSchema } from './page.ts';

const keySchema = z.tuple([uuidSchema, z.string()]);
export const differingProgramsSchema = z.strictObject({
  course: uuidSchema.optional(),
  after: afterSchema(keySchema),
  limit: limitSchema,
});

/** Programs for one question of one course version that passed other tests on the device than when the service ran them again. */
export interface DifferingProgram {
  questionId: string;
  courseVersion: string;
  /** Of the course and the activity as they are now; null where they are gone. */
  course: string | null;
  activity: string | null;
  language: 'javascript' | 'typescript' | 'python';
  /** How many programs; of how many learners is not said. */
  programs: number;
  /** When the latest was handed in, in milliseconds. */
  latestAt: number;
  /** How the tests ended that passed in one place only; null where one of the two did not tell of that test. */
  tests: { id: string; device: OutcomeStatus | null; service: OutcomeStatus | null; programs: number }[];
}

const differing = (course: string | undefined): SQL =>
  sql`s.rerun ->> 'agrees' = 'false' and s.deleted_at is null ${course ? sql`and s.course_id = ${course}` : sql``}`;

/**
 * For authors and operators: on which questions the service's verdict differs from the device's, and how. Nothing says
 * whose programs they are, and nothing a learner wrote is read: neither the program nor what it printed.
 */
export const listDifferingPrograms = async (
  runner: SqlRunner,
  { course, after, limit }: z.output<typeof differingProgramsSchema>,
): Promise<Page<DifferingProgram>> => {
  const rows = await rowsOf<DifferingProgram>(
    runner,
    sql`select d.question_id as "questionId", d.course_version as "courseVersion", c.slug as course, a.title as activity,
        d.language, d.programs, d.latest as "latestAt", told.tests
      from (
        select s.question_id, s.course_version, min(s.course_id::text)::uuid as course_id, min(s.language) as language,
          count(*)::int as programs, max(s.submitted_at)::float8 as latest
        from submissions s
        where ${differing(course)} ${after ? sql`and (s.question_id, s.course_version) > (${after[0]}::uuid, ${after[1]})` : sql``}
        group by s.question_id, s.course_version order by s.question_id, s.course_version limit ${limit + 1}
      ) d
        left join questions q on q.id = d.question_id left join activities a on a.id = q.activity_id
        left join courses c on c.id = d.course_id
        cross join lateral (
          select coalesce(json_agg(json_build_object('id', t.id, 'device', t.device, 'service', t.service,
            'programs', t.programs) order by t.id, t.device, t.service), '[]') as tests
          from (
            select of_test.id, of_test.device, of_test.service, count(*)::int as programs
            from submissions s
              cross join lateral (
                select id, one.status as device, other.status as service
                from jsonb_to_recordset(s.run -> 'tests') one(id text, status text)
                  full join jsonb_to_recordset(s.rerun -> 'run' -> 'tests') other(id text, status text) using (id)
              ) of_test
            where ${differing(course)} and s.question_id = d.question_id and s.course_version = d.course_version
              and (of_test.device is not distinct from 'passed') <> (of_test.service is not distinct from 'passed')
            group by of_test.id, of_test.device, of_test.service
          ) t
        ) told
      order by d.question_id, d.course_version`,
  );
  return pageOf(rows, limit, ({ questionId, courseVersion }) => [questionId, courseVersion]);
};
