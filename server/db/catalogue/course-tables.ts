import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { user } from '../user-table.ts';
import {
  among,
  bytea,
  coursePublished,
  difficulties,
  instant,
  lessonReadable,
  publishable,
  readable,
  retirable,
  SHA256,
  stampedRow,
  unitPublished,
  unpublishedOnlyAfterPublished,
} from './columns.ts';

/*
 * Published and drafted content. Authors' own form: texts are Markdown; what learners see is compiled from it into
 * packs (course_versions, pack_blobs).
 *
 * Delete rules. Inside a course a part goes with its whole (cascade), so that a draft can be thrown away in one act.
 * What a learner's row points at can't go: learners' tables refer to courses, lessons and activities with restrict,
 * and one such row stops the cascade as a whole. What was ever published can't go either: course_versions restricts.
 * Such content is retired (retired_at) instead. References that only decorate (thumbnail, copied from) are set null.
 */

export const courseEventKinds = ['published', 'unpublished', 'rolled-back', 'author-joined', 'author-left'] as const;

/** A published course: its front page, and which version of it learners get. */
export const courses = pgTable(
  'courses',
  {
    id: uuid().primaryKey(),
    slug: text().notNull().unique(),
    title: text().notNull(),
    shortDescription: text().notNull(),
    description: text().notNull(),
    /** What a learner reaches by it, in the words of the first screen. */
    goal: text().notNull(),
    language: text().notNull(),
    difficulty: text({ enum: difficulties }).notNull(),
    estimatedHours: numeric({ precision: 5, scale: 1, mode: 'number' }).notNull(),
    /** In the author's words: "2 weeks at 15 minutes a day". */
    duration: text().notNull(),
    tags: text().array().notNull().default([]),
    thumbnailAssetId: uuid().references((): AnyPgColumn => assets.id, { onDelete: 'set null' }),
    /** Shown as the author. */
    authorName: text().notNull(),
    /**
     * The account whose course it is; null for courses from folders, and when the account was erased: a course stays. Who
     * else writes it is in course_authors.
     */
    authorUserId: uuid().references(() => user.id, { onDelete: 'set null' }),
    /** A folder's course is edited in its folder only. */
    source: text({ enum: ['folder', 'app'] }).notNull(),
    /** Hash of the folder's files and of the compiler when they were last published: nothing to do while it is the same. */
    sourceSha256: text(),
    copiedFromCourseId: uuid().references((): AnyPgColumn => courses.id, { onDelete: 'set null' }),
    /** What learners get now. A version can't be deleted. */
    currentVersion: text().references((): AnyPgColumn => courseVersions.version, { onDelete: 'restrict' }),
    ...publishable(),
    ...retirable(),
    ...stampedRow(),
  },
  (table) => [
    among('courses_difficulty_check', table.difficulty, difficulties),
    among('courses_source_check', table.source, ['folder', 'app']),
    check('courses_estimated_hours_check', sql`${table.estimatedHours} > 0`),
    check('courses_current_version_check', sql`${table.publishedAt} is null or ${table.currentVersion} is not null`),
    unpublishedOnlyAfterPublished('courses', table.publishedAt, table.unpublishedAt),
    index().on(table.thumbnailAssetId),
    index().on(table.copiedFromCourseId),
    index().on(table.currentVersion),
    index().on(table.authorUserId),
    index('courses_catalogue_index').on(table.title).where(sql`published_at is not null and unpublished_at is null`),
    readable(sql`${table.publishedAt} is not null and ${table.unpublishedAt} is null`),
  ],
).enableRLS();

/** What is learned. Declared by a course; other courses may train it too. */
export const skills = pgTable(
  'skills',
  {
    id: uuid().primaryKey(),
    /** The course that declares it. A skill that another course's units train stops its course from being deleted. */
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    slug: text().notNull().unique(),
    name: text().notNull(),
    subjectArea: text().notNull(),
    description: text().notNull(),
    position: integer().notNull(),
    ...retirable(),
    ...stampedRow(),
  },
  (table) => [
    index().on(table.courseId, table.position),
    index().on(table.subjectArea),
    readable(coursePublished(table.courseId)),
  ],
).enableRLS();

/** A part of a course: a module, or a story of a language programme. A course shows its units grouped by difficulty. */
export const units = pgTable(
  'units',
  {
    id: uuid().primaryKey(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['module', 'story'] }).notNull(),
    position: integer().notNull(),
    title: text().notNull(),
    summary: text().notNull(),
    difficulty: text({ enum: difficulties }).notNull(),
    ...retirable(),
    ...stampedRow(),
  },
  (table) => [
    among('units_kind_check', table.kind, ['module', 'story']),
    among('units_difficulty_check', table.difficulty, difficulties),
    index().on(table.courseId, table.position),
    readable(coursePublished(table.courseId)),
  ],
).enableRLS();

export const lessons = pgTable(
  'lessons',
  {
    id: uuid().primaryKey(),
    unitId: uuid()
      .notNull()
      .references(() => units.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    title: text().notNull(),
    /** One or two sentences: its description. */
    summary: text().notNull(),
    difficulty: text({ enum: difficulties }).notNull(),
    estimatedMinutes: integer().notNull(),
    content: text().notNull(),
    keyPoints: text().array().notNull(),
    /** The same idea another way. */
    explanation: text(),
    codeExample: jsonb().$type<{ language: string; caption: string; code: string }>(),
    ...publishable(),
    ...retirable(),
    ...stampedRow(),
  },
  (table) => [
    among('lessons_difficulty_check', table.difficulty, difficulties),
    check('lessons_estimated_minutes_check', sql`${table.estimatedMinutes} > 0`),
    unpublishedOnlyAfterPublished('lessons', table.publishedAt, table.unpublishedAt),
    index().on(table.unitId, table.position),
    index().on(table.difficulty),
    readable(
      sql`${table.publishedAt} is not null and ${table.unpublishedAt} is null and ${unitPublished(table.unitId)}`,
    ),
  ],
).enableRLS();

/** A file that belongs to a course, perhaps to one unit or lesson of it: figures, and the media of a story. */
export const assets = pgTable(
  'assets',
  {
    id: uuid().primaryKey().defaultRandom(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    unitId: uuid().references(() => units.id, { onDelete: 'cascade' }),
    lessonId: uuid().references(() => lessons.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['image', 'video', 'audio', 'subtitle', 'metadata', 'document'] }).notNull(),
    /** What authors call it: the path in the course folder. */
    name: text().notNull(),
    title: text(),
    /** What is to be seen, for those who don't see it. */
    alt: text(),
    /** Of speech and subtitles. */
    language: text(),
    position: integer().notNull().default(0),
    mediaType: text().notNull(),
    /** Where the bytes are in the object store; null while they are a blob of packs. */
    objectKey: text(),
    sha256: text().notNull(),
    sizeBytes: bigint({ mode: 'number' }).notNull(),
    width: integer(),
    height: integer(),
    durationMs: integer(),
    /** What a JSON metadata asset says, or more about another. */
    metadata: jsonb(),
    ...retirable(),
    ...stampedRow(),
  },
  (table) => [
    among('assets_kind_check', table.kind, ['image', 'video', 'audio', 'subtitle', 'metadata', 'document']),
    check('assets_sha256_check', sql`${table.sha256} ~ ${SHA256}`),
    check('assets_size_bytes_check', sql`${table.sizeBytes} >= 0`),
    unique('assets_name_unique').on(table.courseId, table.name),
    unique('assets_object_key_unique').on(table.objectKey),
    index().on(table.unitId),
    index().on(table.lessonId),
    index().on(table.sha256),
    readable(coursePublished(table.courseId)),
  ],
).enableRLS();

export const skillId = () =>
  // A skill that is trained elsewhere can't be deleted under it. No action, not restrict: checked when the whole
  // statement is done, so a draft course takes its own skills along with the units that train them.
  uuid()
    .notNull()
    .references(() => skills.id, { onDelete: 'no action' });

/** Skills a unit trains; what its questions train unless they say otherwise. */
export const unitSkills = pgTable(
  'unit_skills',
  {
    unitId: uuid()
      .notNull()
      .references(() => units.id, { onDelete: 'cascade' }),
    skillId: skillId(),
    position: integer().notNull(),
    ...stampedRow(),
  },
  (table) => [
    primaryKey({ columns: [table.unitId, table.skillId] }),
    index().on(table.skillId),
    readable(unitPublished(table.unitId)),
  ],
).enableRLS();

export const lessonSkills = pgTable(
  'lesson_skills',
  {
    lessonId: uuid()
      .notNull()
      .references(() => lessons.id, { onDelete: 'cascade' }),
    skillId: skillId(),
    position: integer().notNull(),
    ...stampedRow(),
  },
  (table) => [
    primaryKey({ columns: [table.lessonId, table.skillId] }),
    index().on(table.skillId),
    readable(lessonReadable(table.lessonId)),
  ],
).enableRLS();

/** Files of packs, immutable and named by their hash. Public to whoever knows the name. */
export const packBlobs = pgTable(
  'pack_blobs',
  {
    sha256: text().primaryKey(),
    mediaType: text().notNull(),
    sizeBytes: bigint({ mode: 'number' }).notNull(),
    bytes: bytea().notNull(),
    /** Compressed once, at publishing; null where it doesn't make the file smaller. */
    gzip: bytea(),
    brotli: bytea(),
    ...stampedRow(),
  },
  (table) => [
    check('pack_blobs_sha256_check', sql`${table.sha256} ~ ${SHA256}`),
    check('pack_blobs_size_bytes_check', sql`octet_length(${table.bytes}) = ${table.sizeBytes}`),
    readable(sql`true`),
  ],
).enableRLS();

/** Every version of a course that was ever published, for ever: learners' answers name the one they were given on. */
export const courseVersions = pgTable(
  'course_versions',
  {
    /** Hash of the manifest, which is a blob like the other files. */
    version: text()
      .primaryKey()
      .references(() => packBlobs.sha256, { onDelete: 'restrict' }),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'restrict' }),
    /** 1, 2, 3 … within the course. */
    number: integer().notNull(),
    /** Its line in the catalogue. */
    entry: jsonb().notNull(),
    /** The account that published it; null for courses from folders, and when the account was erased. */
    publishedByUserId: uuid().references(() => user.id, { onDelete: 'set null' }),
    publishedAt: instant().notNull().defaultNow(),
    ...stampedRow(),
  },
  (table) => [
    unique('course_versions_number_unique').on(table.courseId, table.number),
    index().on(table.publishedByUserId),
    readable(coursePublished(table.courseId)),
  ],
).enableRLS();

/** Which files a version needs: none of them can go while the version is kept. */
export const courseVersionBlobs = pgTable(
  'course_version_blobs',
  {
    version: text()
      .notNull()
      .references(() => courseVersions.version, { onDelete: 'restrict' }),
    sha256: text()
      .notNull()
      .references(() => packBlobs.sha256, { onDelete: 'restrict' }),
    ...stampedRow(),
  },
  (table) => [primaryKey({ columns: [table.version, table.sha256] }), index().on(table.sha256)],
).enableRLS();

/** What was done to a course of the app, and by whom: kept as long as the course. */
export const courseEvents = pgTable(
  'course_events',
  {
    id: uuid().primaryKey().defaultRandom(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id, { onDelete: 'restrict' }),
    kind: text({ enum: courseEventKinds }).notNull(),
    /** What learners get since then. */
    version: text()
      .notNull()
      .references(() => courseVersions.version, { onDelete: 'restrict' }),
    /** The account that did it; null when it was erased. */
    userId: uuid().references(() => user.id, { onDelete: 'set null' }),
    /** The device it was done from, by the name it had then. */
    deviceName: text(),
    ...stampedRow(),
  },
  (table) => [
    among('course_events_kind_check', table.kind, courseEventKinds),
    index().on(table.courseId, table.createdAt),
    index().on(table.version),
    index().on(table.userId),
  ],
).enableRLS();

/** What a version's answers are graded against, those of server-graded tests included. Owner only: no policy, no grant. */
export const courseAnswerKeys = pgTable('course_answer_keys', {
  version: text()
    .primaryKey()
    .references(() => courseVersions.version, { onDelete: 'restrict' }),
  answerKey: jsonb().notNull(),
  ...stampedRow(),
}).enableRLS();
