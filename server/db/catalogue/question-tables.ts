import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import {
  among,
  difficulties,
  lessonReadable,
  publishable,
  readable,
  retirable,
  stampedRow,
  unitPublished,
  unpublishedOnlyAfterPublished,
} from './columns.ts';
import { assets, lessons, skillId, units } from './course-tables.ts';

/** Questions to work through: of a lesson or directly of a unit, never both. A coding challenge is one too. */
export const activities = pgTable(
  'activities',
  {
    id: uuid().primaryKey(),
    lessonId: uuid().references(() => lessons.id, { onDelete: 'cascade' }),
    unitId: uuid().references(() => units.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['practice', 'quiz', 'test', 'challenge'] }).notNull(),
    position: integer().notNull(),
    title: text().notNull(),
    description: text().notNull().default(''),
    instructions: text().notNull().default(''),
    difficulty: text({ enum: difficulties }).notNull(),
    timeLimitMs: integer(),
    gradedOn: text({ enum: ['device', 'server'] })
      .notNull()
      .default('device'),
    /** Whether options come in another order each time. */
    shuffle: boolean().notNull().default(true),
    ...publishable(),
    ...retirable(),
    ...stampedRow(),
  },
  (table) => [
    among('activities_kind_check', table.kind, ['practice', 'quiz', 'test', 'challenge']),
    among('activities_difficulty_check', table.difficulty, difficulties),
    among('activities_graded_on_check', table.gradedOn, ['device', 'server']),
    check('activities_place_check', sql`num_nonnulls(${table.lessonId}, ${table.unitId}) = 1`),
    check('activities_server_graded_check', sql`${table.gradedOn} = 'device' or ${table.kind} = 'test'`),
    check(
      'activities_time_limit_check',
      sql`${table.timeLimitMs} is null or (${table.timeLimitMs} > 0 and ${table.kind} in ('test', 'challenge'))`,
    ),
    unpublishedOnlyAfterPublished('activities', table.publishedAt, table.unpublishedAt),
    index().on(table.lessonId, table.position),
    index().on(table.unitId, table.position),
    index().on(table.kind),
    readable(
      sql`${table.publishedAt} is not null and ${table.unpublishedAt} is null and (${unitPublished(table.unitId)}
        or ${lessonReadable(table.lessonId)})`,
    ),
  ],
).enableRLS();

const questionKinds = [
  'multiple_choice',
  'true_false',
  'multiple_response',
  'numeric',
  'short_text',
  'ordering',
  'matching',
  'cloze',
  'code',
  'speak',
] as const;

/**
 * Owner only: no policy lets another role read solutions. Learners get questions by packs, in which those of
 * server-graded tests have none.
 */
export const questions = pgTable(
  'questions',
  {
    id: uuid().primaryKey(),
    activityId: uuid()
      .notNull()
      .references(() => activities.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    kind: text({ enum: questionKinds }).notNull(),
    prompt: text().notNull(),
    difficulty: text({ enum: difficulties }).notNull(),
    points: integer().notNull().default(1),
    hints: jsonb().$type<string[]>().notNull().default([]),
    explanation: text().notNull(),
    /** Of kinds with options: `{id, text, feedback?}` in the author's order. */
    options: jsonb().$type<{ id: string; text: string; feedback?: string }[]>(),
    /** The solution in the author's form, by kind; the schema is server/content/author-format.ts. */
    answer: jsonb().$type<Record<string, unknown>>().notNull(),
    /** What is said to answers that aren't options: by value of a true_false. */
    feedback: jsonb().$type<Record<string, string>>(),
    /** Of multiple_response. */
    scoring: text({ enum: ['partial', 'all'] }),
    /** Of numeric: shown beside the field. */
    unit: text(),
    /** Of code: what the learner begins with, by language. */
    starterCode: jsonb().$type<Record<string, string>>(),
    /** Of code: which languages may be used. */
    languages: text().array(),
    /** Of code: each run on the learner's program. */
    testCases:
      jsonb().$type<{ name: string; input: unknown; expected: unknown; hidden?: boolean; points?: number }[]>(),
    /** Of code: what the program is to print. */
    expectedOutput: text(),
    /** Of code: milliseconds a run may take. */
    runLimitMs: integer(),
    /** Of speak: the voices to compare with and what else it refers to. */
    referenceAssetId: uuid().references(() => assets.id, { onDelete: 'no action' }),
    ...retirable(),
    ...stampedRow(),
  },
  (table) => [
    among('questions_kind_check', table.kind, questionKinds),
    among('questions_difficulty_check', table.difficulty, difficulties),
    among('questions_scoring_check', table.scoring, ['partial', 'all']),
    check('questions_points_check', sql`${table.points} > 0`),
    index().on(table.activityId, table.position),
    index().on(table.kind),
    index().on(table.referenceAssetId),
  ],
).enableRLS();

export const questionSkills = pgTable(
  'question_skills',
  {
    questionId: uuid()
      .notNull()
      .references(() => questions.id, { onDelete: 'cascade' }),
    skillId: skillId(),
    position: integer().notNull(),
    ...stampedRow(),
  },
  (table) => [primaryKey({ columns: [table.questionId, table.skillId] }), index().on(table.skillId)],
).enableRLS();
