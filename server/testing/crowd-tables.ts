import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';

export const CROWD = { learners: 2_000, attempts: 100_000, courses: 300, lessonsOfCourse: 20 } as const;

/** The id that a thing of this kind and number has. */
export const crowdId = (kind: string, number: number): string =>
  `${kind.padStart(8, '0')}-0000-4000-8000-${hex(number)}`;
const hex = (number: number) => number.toString(16).padStart(12, '0');
const KINDS = { learner: 'a', course: 'c0', unit: 'b', lesson: 'e', activity: 'ac', question: 'f', attempt: 'd' };
const id = (kind: keyof typeof KINDS, number: string) =>
  `('${KINDS[kind].padStart(8, '0')}-0000-4000-8000-' || lpad(to_hex((${number})::bigint), 12, '0'))::uuid`;
export const crowd = {
  learner: (number: number) => crowdId(KINDS.learner, number),
  course: (number: number) => crowdId(KINDS.course, number),
  activity: (number: number) => crowdId(KINDS.activity, number),
};

const { learners, attempts, courses, lessonsOfCourse } = CROWD;
const lessons = courses * lessonsOfCourse;
const day = (number: string) => `to_char(date '2026-01-01' + (${number})::int, 'YYYY-MM-DD')`;
const row = (number: string) =>
  `json_build_object('id', ${id('attempt', number)}, 'mode', 'activity', 'status', 'completed', 'completedDay',
    ${day(`${number} / ${learners}`)}, 'completedAt', ${number}, 'answers', '{}'::json, 'questionIds', '[]'::json,
    'deletedAt', null, 'stamps', '{}'::json)`;
const version = (number: string) => `md5((${number})::text) || md5('v' || (${number})::text)`;

// Learner 0 has as many attempts as all the others together have in a month; the others have some fifty each.
const statements = [
  `insert into learners (id) select ${id('learner', 'n')} from generate_series(0, ${learners - 1}) n`,
  `insert into learner_clocks (learner_id, version) select id, 1000 from learners`,
  `insert into dirty_learners (learner_id, version) select id, 1000 from learners where id <> ${id('learner', '1')}`,
  `insert into pack_blobs (sha256, media_type, size_bytes, bytes)
    select ${version('n')}, 'application/json', 2, '{}' from generate_series(0, ${courses - 1}) n`,
  `insert into courses (id, slug, title, short_description, description, goal, language, difficulty, estimated_hours, duration,
      author_name, source, current_version, published_at)
    select ${id('course', 'n')}, 'course-' || n, 'Course ' || n, '', repeat('word ', 300), '', 'en', 'beginner', 1, '', '', 'app',
      ${version('n')}, now() from generate_series(0, ${courses - 1}) n`,
  `insert into course_versions (version, course_id, number, entry)
    select ${version('n')}, ${id('course', 'n')}, 1, '{"lessonCount": ${lessonsOfCourse}}'
    from generate_series(0, ${courses - 1}) n`,
  `insert into skills (id, course_id, slug, name, subject_area, description, position)
    select c.id, c.id, c.slug, c.title, '', repeat('word ', 300), 0 from courses c`,
  `insert into units (id, course_id, kind, position, title, summary, difficulty)
    select ${id('unit', 'n')}, ${id('course', 'n / 4')}, 'module', n % 4, 'Unit', '', 'beginner'
    from generate_series(0, ${courses * 4 - 1}) n`,
  `insert into unit_skills (unit_id, skill_id, position) select id, course_id, 0 from units`,
  `insert into lessons (id, unit_id, position, title, summary, difficulty, estimated_minutes, content, key_points, published_at)
    select ${id('lesson', 'n')}, ${id('unit', `n / ${lessonsOfCourse / 4}`)}, n % ${lessonsOfCourse / 4}, 'Lesson', '',
      'beginner', 5, repeat('word ', 200), '{}', now() from generate_series(0, ${lessons - 1}) n`,
  `insert into lesson_skills (lesson_id, skill_id, position)
    select l.id, u.course_id, 0 from lessons l join units u on u.id = l.unit_id`,
  `insert into activities (id, lesson_id, kind, position, title, difficulty, published_at)
    select ${id('activity', 'n')}, ${id('lesson', 'n')}, 'quiz', 0, 'Quiz', 'beginner', now()
    from generate_series(0, ${lessons - 1}) n`,
  `insert into questions (id, activity_id, position, kind, prompt, difficulty, explanation, answer)
    select ${id('question', 'n')}, ${id('activity', 'n / 3')}, n % 3, 'true_false', 'So?', 'beginner', '', '{"value": true}'
    from generate_series(0, ${lessons * 3 - 1}) n`,
  `insert into question_skills (question_id, skill_id, position)
    select q.id, u.course_id, 0 from questions q join activities a on a.id = q.activity_id join lessons l on l.id = a.lesson_id
      join units u on u.id = l.unit_id`,
  `insert into enrollments (learner_id, course_id, enrolled_at, status, last_accessed_at, stamps)
    select ${id('learner', 'n')}, ${id('course', `(n + m * 7) % ${courses}`)}, 1, 'active', 1, '{}'
    from generate_series(0, ${learners - 1}) n, generate_series(0, 2) m`,
  `insert into lesson_progress (learner_id, lesson_id, course_id, status, started_at, completed_at, completed_day, time_spent_ms,
      last_position, stamps)
    select e.learner_id, l.id, e.course_id, 'completed', 1, 2, '2026-01-01', '{"a": 5}', 0, '{}'
    from enrollments e join units u on u.course_id = e.course_id join lessons l on l.unit_id = u.id where l.position < 2`,
  `insert into study_days (learner_id, local_day, course, active_ms, stamps)
    select ${id('learner', 'n')}, ${day('m')}, 'none', '{"a": 60000}', '{}'
    from generate_series(0, ${learners - 1}) n, generate_series(0, 29) m`,
  `insert into attempts (learner_id, id, mode, activity_id, course_id, question_ids, seed, replica_id, replica_seq, started_at,
      time_zone, utc_offset_minutes, status, completed_at, completed_day, duration_ms, answers, earned_points, possible_points,
      stamps)
    select ${id('learner', `case when n % 20 = 0 then 0 else n % ${learners} end`)}, ${id('attempt', 'n')}, 'activity',
      ${id('activity', `n % ${lessons}`)}, ${id('course', `(n % ${lessons}) / ${lessonsOfCourse}`)}, '[]', '', 'a', n, n, 'UTC', 0,
      'completed', n, ${day(`n / ${learners}`)}, 5, '{}', 1, 2, '{}'
    from generate_series(0, ${attempts - 1}) n`,
  `insert into changes (learner_id, collection, key, version, row)
    select learner_id, 'attempts', id::text, row_number() over (partition by learner_id order by id),
      ${row('replica_seq')} from attempts`,
  `insert into skill_states (learner_id, skill_id, state, fold_version)
    select learner_id, course_id::text, '{}', 1 from enrollments`,
  `insert into day_scores (learner_id, local_day, state, fold_version)
    select learner_id, local_day, jsonb_build_object('localDay', local_day, 'courses', '{}'::jsonb, 'skills', '{}'::jsonb), 1
    from study_days`,
  `insert into streaks (learner_id, current, longest, last_active_day, state, fold_version)
    select id, 3, 3, '2026-01-30', '{}', 1 from learners`,
  `insert into achievements (learner_id, achievement_id, earned_day, points, fold_version)
    select id, 'first-lesson', '2026-01-01', 10, 1 from learners`,
  `insert into cards (learner_id, question_id, state, due_day, fold_version)
    select ${id('learner', 'n')}, ${id('question', 'm')}::text, '{}', 20500, 1
    from generate_series(0, ${learners - 1}) n, generate_series(0, 9) m`,
];

/** Fills an empty database with 100,000 attempts of 2,000 learners at 6,000 quizzes, past all triggers and references. */
export const crowdTables = async (database: Pick<Database, 'transaction' | 'query'>): Promise<void> => {
  await database.transaction(async (transaction) => {
    await transaction.execute(sql`set local session_replication_role = replica`);
    await transaction.execute(sql`set local statement_timeout = 0`);
    for (const statement of statements) await transaction.execute(sql.raw(statement));
  });
  await database.query('analyze');
};
