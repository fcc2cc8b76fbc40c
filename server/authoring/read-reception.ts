import { type CourseReception, GROUP } from '@hornbook/shared/authoring/course-reception.ts';
import { type SQL, sql } from 'drizzle-orm';
import { RECEPTION_ROLE } from '../db/derived/reception.ts';
import { rowsOf, type SqlDatabase, type SqlRunner } from '../db/sql-database.ts';
import { readAsLearner, takeRole } from '../db/with-learner.ts';

/** It is worth less than what learners wait for. */
const MOST_MS = 10_000;
const MOST_TEXTS = 200;
/** What one learner alone chose is one learner's slip. */
const FEWEST_WHO_CHOSE = 2;

/** As many as are whole groups. */
const inGroups = (count: SQL): SQL => sql`(${count} - ${count} % ${GROUP})::int`;

/**
 * What learners make of a course, or null where the account behind the learner may not know it, or there is no such course.
 * Read by a role that sees this one course alone, and of it neither names nor anything else that is not counted here.
 */
export const readReception = (
  database: SqlDatabase,
  learnerId: string,
  courseId: string,
  now: number,
): Promise<CourseReception | null> =>
  readAsLearner(database, learnerId, async (runner) => {
    await runner.execute(sql`select set_config('app.course_id', ${courseId}, true),
      set_config('statement_timeout', ${String(MOST_MS)}, true)`);
    await takeRole(runner, RECEPTION_ROLE);
    const [shown] = await rowsOf<{ id: string | null }>(runner, sql`select hornbook_course_shown() as id`);
    if (!shown?.id) return null;
    const counted = await readCourse(runner, courseId);
    return {
      kind: 'reception',
      at: now,
      ...counted,
      lessons: await readLessons(runner, courseId),
      questions: await readQuestions(runner, courseId),
      stars: await readStars(runner, courseId),
      texts: counted.begun === 0 ? [] : await readTexts(runner, courseId),
    };
  });

const readCourse = async (runner: SqlRunner, courseId: string): Promise<{ begun: number; finished: number }> => {
  const [counted] = await rowsOf<{ begun: number; finished: number }>(
    runner,
    sql`select ${inGroups(sql`count(*)`)} as begun, ${inGroups(sql`count(*) filter (where finished)`)} as finished
      from (
        select learner_id, bool_or(finished) as finished from (
          select learner_id, status = 'completed' or completed_at is not null as finished from enrollments
            where course_id = ${courseId} and deleted_at is null
          union all
          select learner_id, false from lesson_progress
            where course_id = ${courseId} and deleted_at is null and status <> 'not_started'
        ) each group by learner_id
      ) learner`,
  );
  return counted ?? { begun: 0, finished: 0 };
};

const readLessons = (runner: SqlRunner, courseId: string) =>
  rowsOf<CourseReception['lessons'][number]>(
    runner,
    sql`select lesson_id as id, ${inGroups(sql`count(*)`)} as opened,
        ${inGroups(sql`count(*) filter (where status = 'completed')`)} as completed
      from lesson_progress where course_id = ${courseId} and deleted_at is null and status <> 'not_started'
      group by lesson_id having count(*) >= ${GROUP} order by lesson_id`,
  );

// The first graded answer of each learner, within activities alone: reviews ask again what was answered before.
const readQuestions = (runner: SqlRunner, courseId: string) =>
  rowsOf<CourseReception['questions'][number]>(
    runner,
    sql`with given as (
        select distinct on (one.key, a.learner_id) one.key as question, a.learner_id, a.effective_at,
          one.value -> 'response' as response, (one.value ->> 'durationMs')::float8 as ms,
          (a.grading #>> array['questions', one.key, 'correct'])::boolean as correct
        from attempts a cross join lateral jsonb_each(a.answers) one
        where a.course_id = ${courseId} and a.activity_id is not null and a.status = 'completed' and a.deleted_at is null
          and a.grading #> array['questions', one.key] is not null and jsonb_typeof(one.value -> 'response') = 'object'
        order by one.key, a.learner_id, a.effective_at, a.id
      ), counted as (
        select * from (
          select given.*, row_number() over (partition by question order by effective_at, learner_id) as place,
            count(*) over (partition by question) as learners
          from given
        ) placed where place <= ${inGroups(sql`learners`)}
      ), chosen as (
        select question, option, count(*)::int as learners from counted cross join lateral (
          select response ->> 'optionId' as option where response ->> 'kind' = 'multiple_choice'
          union all select response ->> 'value' where response ->> 'kind' = 'true_false'
          union all select distinct jsonb_array_elements_text(response -> 'optionIds')
            where response ->> 'kind' = 'multiple_response'
        ) option
        where not correct and option is not null group by question, option having count(*) >= ${FEWEST_WHO_CHOSE}
      )
      select question as id, count(*)::int as learners, count(*) filter (where correct)::int as right,
        percentile_disc(0.5) within group (order by ms) as "typicalMs",
        coalesce((
          select json_agg(json_build_object('option', c.option, 'learners', c.learners) order by c.learners desc, c.option)
          from chosen c where c.question = counted.question
        ), '[]') as chosen
      from counted group by question order by question`,
  );

const ofCourse = (courseId: string): SQL =>
  sql`course_id = ${courseId} and deleted_at is null and target_kind in ('course', 'lesson', 'activity')`;

const readStars = (runner: SqlRunner, courseId: string) =>
  rowsOf<CourseReception['stars'][number]>(
    runner,
    sql`select target_kind as target, target_id as id, count(*)::int as learners, round(avg(stars::int), 1)::float8 as average
      from (
        select target_kind, target_id, stars, count(*) over same as learners,
          row_number() over (partition by target_kind, target_id order by given_at, learner_id) as place
        from feedback where ${ofCourse(courseId)}
        window same as (partition by target_kind, target_id)
      ) rated where place <= ${inGroups(sql`learners`)} group by target_kind, target_id order by target_kind, target_id`,
  );

// Not by time: what came last would be whoever was there last.
const readTexts = (runner: SqlRunner, courseId: string) =>
  rowsOf<CourseReception['texts'][number]>(
    runner,
    sql`select target_kind as target, target_id as id, stars::int as stars, type, text from feedback
      where ${ofCourse(courseId)} and trim(text) <> '' order by stars, text, target_id limit ${MOST_TEXTS}`,
  );
