import { createHash, randomUUID } from 'node:crypto';
import type { SolvedQuestion } from '@hornbook/shared/content/pack.ts';
import type { AnswerKey } from '../content/answer-key.ts';
import { connectDatabase, type Database } from '../db/connect.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { readEnv } from '../env.ts';
import { ACTIVITY_NUMBERS, type MeasuredCourse, OPTION_NAMES, QUESTION_NAMES } from './attempt-rows.ts';

const LESSONS = 200;

/** A migrated database with a course of 500 activities and 900 questions in it, so that attempts refer to something and are graded. */
export const prepareDatabase = async (settings: Record<string, string>): Promise<MeasuredCourse> => {
  const database = await connectDatabase(readEnv(settings), 'the measurement');
  try {
    await migrateDatabase(database);
    return await addMeasuredCourse(database);
  } finally {
    await database.close();
  }
};

/** The course itself, on a migrated database. */
export const addMeasuredCourse = async (database: Database): Promise<MeasuredCourse> => {
  const courseId = randomUUID();
  const unitId = randomUUID();
  // The number is all that a plain attempt says of its activity; 122 bits of chance beside it would be more.
  const activityIds = ACTIVITY_NUMBERS.map((number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`);
  const lessonIds = Array.from({ length: LESSONS }, () => randomUUID());
  const key: AnswerKey = {
    format: 1,
    questions: Object.fromEntries(QUESTION_NAMES.map((id, number) => [id, question(id, number)])),
    heldBack: [],
  };
  const manifest = JSON.stringify({ format: 1, courseId, units: [] });
  const version = createHash('sha256').update(manifest).digest('hex');
  await database.query(
    `insert into courses (id, slug, title, short_description, description, goal, language, difficulty, estimated_hours,
      duration, author_name, source) values ($1, 'measured', 'Measured', '', '', '', 'en', 'beginner', 1, '', '', 'app')`,
    [courseId],
  );
  await database.query(
    `insert into units (id, course_id, kind, position, title, summary, difficulty)
      values ($1, $2, 'module', 1, 'Measured', '', 'beginner')`,
    [unitId, courseId],
  );
  await database.query(
    `insert into activities (id, unit_id, kind, position, title, difficulty)
      select id, $1, 'quiz', position, 'Measured', 'beginner' from unnest($2::uuid[]) with ordinality as a(id, position)`,
    [unitId, activityIds],
  );
  await database.query(
    `insert into lessons (id, unit_id, position, title, summary, difficulty, estimated_minutes, content, key_points)
      select id, $1, position, 'Measured', '', 'beginner', 1, '', '{}'
      from unnest($2::uuid[]) with ordinality as l(id, position)`,
    [unitId, lessonIds],
  );
  await database.query(
    `insert into pack_blobs (sha256, media_type, size_bytes, bytes) values ($1, 'application/json', $2, $3)`,
    [version, manifest.length, Buffer.from(manifest)],
  );
  await database.query(`insert into course_versions (version, course_id, number, entry) values ($1, $2, 1, '{}')`, [
    version,
    courseId,
  ]);
  await database.query(`insert into course_answer_keys (version, answer_key) values ($1, $2)`, [
    version,
    JSON.stringify(key),
  ]);
  return { courseId, version, activityIds, lessonIds };
};

const question = (id: string, number: number): SolvedQuestion => ({
  id,
  kind: 'multiple_choice',
  promptHtml: '',
  skillIds: [],
  difficulty: 'beginner',
  points: 1,
  hintsHtml: [],
  explanationHtml: null,
  options: OPTION_NAMES.map((option) => ({ id: option, html: '', feedbackHtml: null })),
  solution: { optionId: OPTION_NAMES[number % OPTION_NAMES.length] ?? '' },
});
