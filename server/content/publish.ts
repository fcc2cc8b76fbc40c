import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type Problem, Problems } from '@hornbook/shared/authoring/problems.ts';
import { and, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm';
import {
  assets,
  courseAnswerKeys,
  courses,
  courseVersionBlobs,
  courseVersions,
  lessonSkills,
  lessons,
  packBlobs,
  skills,
  unitSkills,
  units,
} from '../db/catalogue/course-tables.ts';
import { activities, questionSkills, questions } from '../db/catalogue/question-tables.ts';
import type { Database, Transaction } from '../db/connect.ts';
import type { SkillsBySlug } from './check-courses.ts';
import type { CompiledCourse, PackFile } from './compile.ts';
import { noteCourseEvent } from './course-events.ts';
import { sourceHash } from './course-files.ts';
import { type CourseRows, courseRows } from './course-rows.ts';
import type { FolderCourse } from './folder-courses.ts';
import { ownerOf } from './owner-of-course.ts';
import { upsert } from './upsert.ts';

export type PublishResult =
  | { kind: 'published'; slug: string; version: string; isNewVersion: boolean }
  | { kind: 'refused'; slug: string; problems: Problem[] }
  /** Of the app: somebody else's course has this id. */
  | { kind: 'not-yours' };

/**
 * Whose work it is. In a folder what was published stays until its author writes that it is retired; in the app what an
 * author has deleted is retired by that.
 */
export type Publisher =
  | { source: 'folder' }
  | { source: 'app'; userId: string; learnerId: string; mayAll: boolean; deviceName: string | null };

/** Only one publishes at a time; the number is this lock's name among Postgres's advisory locks. */
const PUBLISH_LOCK = 4_671_823;

/**
 * Publishes one course: rows for authors and queries, an immutable version with its files and answer key for learners,
 * all in one transaction. What is already so is not written again. Refused when an id that learners may have rows about
 * would be lost.
 */
export const publishCourse = (
  database: Pick<Database, 'transaction'>,
  course: FolderCourse,
  skillsBySlug: SkillsBySlug,
  now: Date,
  publisher: Publisher = { source: 'folder' },
): Promise<PublishResult> =>
  database.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${PUBLISH_LOCK})`);
    const { authored, compiled } = course;
    const { id, slug } = authored.fields;
    const { source } = publisher;
    const owner = source === 'app' ? await ownerOf(tx, id, publisher) : null;
    if (owner === 'other') return { kind: 'not-yours' };
    const rows = courseRows(authored, skillsBySlug, now, source);

    const { problems, lost } = await lostIds(tx, course, rows, source);
    if (problems.length > 0) return { kind: 'refused', slug, problems };

    await writeRows(tx, rows, now);
    await retire(tx, lost, now);
    const isNewVersion = await writeVersion(tx, id, compiled, source === 'app' ? publisher.userId : null);
    const thumbnail = authored.fields.thumbnail;
    const [thumbnailAsset] = thumbnail
      ? await tx
          .select({ id: assets.id })
          .from(assets)
          .where(and(eq(assets.courseId, id), eq(assets.name, thumbnail)))
      : [];
    await upsert(
      tx,
      courses,
      [
        {
          ...rows.course,
          thumbnailAssetId: thumbnailAsset?.id ?? null,
          currentVersion: compiled.version,
          sourceSha256: sourceHash(course.authored.sourceSha256),
          publishedAt: now,
          retiredAt: authored.fields.retired ? now : null,
          ...(source === 'app' ? { authorUserId: owner, unpublishedAt: null } : {}),
        },
      ],
      ['id'],
    );
    if (source === 'app')
      await noteCourseEvent(tx, { courseId: id, kind: 'published', version: compiled.version, ...publisher });
    return { kind: 'published', slug, version: compiled.version, isNewVersion };
  });

interface Lost {
  problems: Problem[];
  /** What an author of the app has deleted since it was published. */
  lost: { what: string; id: string }[];
}

/** What was published and is not among the rows any more, or belongs to another course. */
const lostIds = async (
  tx: Transaction,
  { authored }: FolderCourse,
  rows: CourseRows,
  source: Publisher['source'],
): Promise<Lost> => {
  const problems = new Problems();
  const lost: Lost['lost'] = [];
  const courseId = authored.fields.id;
  const tell = (what: string, id: string, title: string) =>
    problems.add(
      authored.place,
      `the ${what} "${title}" (${id}) was published and is gone; keep its file and write retired: true`,
    );
  const elsewhere = (what: string, id: string) =>
    problems.add(authored.place, `the ${what} ${id} belongs to another course; give this one an id of its own`);

  const [stored] = await tx.select({ source: courses.source }).from(courses).where(eq(courses.id, courseId));
  if (stored && stored.source !== source) {
    problems.add(authored.place, 'a course written in the app has this id; give the folder an id of its own');
  }
  const [sameSlug] = await tx.select({ id: courses.id }).from(courses).where(eq(courses.slug, rows.course.slug));
  if (sameSlug && sameSlug.id !== courseId) problems.add(authored.placeOf('slug'), 'another course has this slug');

  const known = await tx.execute<{ what: string; id: string; title: string; courseId: string; retired: boolean }>(sql`
    with in_course as (select id, course_id from ${units}),
      lesson_course as (select l.id, u.course_id from ${lessons} l join in_course u on u.id = l.unit_id),
      activity_course as (
        select a.id, coalesce(u.course_id, l.course_id) as course_id from ${activities} a
        left join in_course u on u.id = a.unit_id left join lesson_course l on l.id = a.lesson_id)
    select * from (
      select 'skill' as what, s.id, s.name as title, s.course_id as "courseId", s.retired_at is not null as retired from ${skills} s
      union all select 'unit', u.id, u.title, u.course_id, u.retired_at is not null from ${units} u
      union all select 'lesson', l.id, l.title, c.course_id, l.retired_at is not null
        from ${lessons} l join lesson_course c using (id)
      union all select 'activity', a.id, a.title, c.course_id, a.retired_at is not null
        from ${activities} a join activity_course c using (id)
      union all select 'question', q.id, left(q.prompt, 60), c.course_id, q.retired_at is not null
        from ${questions} q join activity_course c on c.id = q.activity_id
    ) known
    where "courseId" = ${courseId} or id = any(${sql.param(idsOf(rows))}::uuid[])`);
  const present = new Set(idsOf(rows));
  for (const { what, id, title, courseId: owner, retired } of known.rows) {
    if (owner !== courseId) elsewhere(what, id);
    else if (!present.has(id) && !retired) {
      if (source === 'app') lost.push({ what, id });
      else tell(what, id, title.trim());
    }
  }
  return { problems: problems.list(), lost };
};

const tableOf: Record<string, typeof units | typeof lessons | typeof activities | typeof questions | typeof skills> = {
  ...{ skill: skills, unit: units, lesson: lessons, activity: activities, question: questions },
};

const retire = async (tx: Transaction, lost: Lost['lost'], now: Date): Promise<void> => {
  for (const [what, table] of Object.entries(tableOf)) {
    const ids = lost.flatMap((one) => (one.what === what ? [one.id] : []));
    if (ids.length > 0) await tx.update(table).set({ retiredAt: now }).where(inArray(table.id, ids));
  }
};

const idsOf = (rows: CourseRows): string[] =>
  [rows.skills, rows.units, rows.lessons, rows.activities, rows.questions].flat().map(({ id }) => id);

const writeRows = async (tx: Transaction, rows: CourseRows, now: Date): Promise<void> => {
  await upsert(tx, courses, [rows.course], ['id']);
  await upsert(tx, skills, rows.skills, ['id']);
  await upsert(tx, units, rows.units, ['id']);
  await upsert(tx, lessons, rows.lessons, ['id']);
  await upsert(tx, assets, rows.assets, ['courseId', 'name']);
  await tx
    .update(assets)
    .set({ retiredAt: now })
    .where(
      and(
        eq(assets.courseId, rows.course.id),
        isNull(assets.retiredAt),
        rows.assets.length > 0
          ? notInArray(
              assets.name,
              rows.assets.map(({ name }) => name),
            )
          : undefined,
      ),
    );
  await upsert(tx, activities, rows.activities, ['id']);
  await upsert(tx, questions, rows.questions, ['id']);

  // What trains which skill is no one's history: pairs that are no longer said are deleted.
  const keep = <T extends { skillId: string }>(pairs: readonly T[], owner: keyof T) =>
    pairs.map((pair) => `${pair[owner]}/${pair.skillId}`);
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
  if (rows.units.length > 0)
    await tx
      .delete(unitSkills)
      .where(
        and(
          inArray(unitSkills.unitId, ids(rows.units)),
          sql`${unitSkills.unitId} || '/' || ${unitSkills.skillId} <> all(${sql.param(keep(rows.unitSkills, 'unitId'))}::text[])`,
        ),
      );
  if (rows.lessons.length > 0)
    await tx
      .delete(lessonSkills)
      .where(
        and(
          inArray(lessonSkills.lessonId, ids(rows.lessons)),
          sql`${lessonSkills.lessonId} || '/' || ${lessonSkills.skillId} <> all(${sql.param(keep(rows.lessonSkills, 'lessonId'))}::text[])`,
        ),
      );
  if (rows.questions.length > 0)
    await tx
      .delete(questionSkills)
      .where(
        and(
          inArray(questionSkills.questionId, ids(rows.questions)),
          sql`${questionSkills.questionId} || '/' || ${questionSkills.skillId} <> all(${sql.param(keep(rows.questionSkills, 'questionId'))}::text[])`,
        ),
      );
  await upsert(tx, unitSkills, rows.unitSkills, ['unitId', 'skillId']);
  await upsert(tx, lessonSkills, rows.lessonSkills, ['lessonId', 'skillId']);
  await upsert(tx, questionSkills, rows.questionSkills, ['questionId', 'skillId']);
};

/** True when the version is new. One that was there before, as after a change and back, is simply current again. */
const writeVersion = async (
  tx: Transaction,
  courseId: string,
  compiled: CompiledCourse,
  publishedByUserId: string | null,
): Promise<boolean> => {
  const { version, entry, files, answerKey } = compiled;
  const [known] = await tx
    .select({ version: courseVersions.version })
    .from(courseVersions)
    .where(eq(courseVersions.version, version));
  if (known) return false;
  const stored = await tx
    .select({ sha256: packBlobs.sha256 })
    .from(packBlobs)
    .where(
      inArray(
        packBlobs.sha256,
        files.map(({ sha256 }) => sha256),
      ),
    );
  const have = new Set(stored.map(({ sha256 }) => sha256));
  for (const file of files) {
    if (!have.has(file.sha256)) await tx.insert(packBlobs).values(blobRow(file)).onConflictDoNothing();
  }
  const [latest] = await tx
    .select({ number: sql<number>`coalesce(max(${courseVersions.number}), 0)::int` })
    .from(courseVersions)
    .where(eq(courseVersions.courseId, courseId));
  await tx
    .insert(courseVersions)
    .values({ version, courseId, number: (latest?.number ?? 0) + 1, entry, publishedByUserId });
  await tx.insert(courseVersionBlobs).values(files.map(({ sha256 }) => ({ version, sha256 })));
  await tx.insert(courseAnswerKeys).values({ version, answerKey });
  return true;
};

const blobRow = ({ sha256, mediaType, bytes }: PackFile): typeof packBlobs.$inferInsert => {
  const isText = /json|svg|^text\//.test(mediaType);
  const smaller = (compressed: Buffer) => (compressed.byteLength < bytes.byteLength ? compressed : null);
  return {
    sha256,
    mediaType,
    sizeBytes: bytes.byteLength,
    bytes: Buffer.from(bytes),
    gzip: isText ? smaller(gzipSync(bytes, { level: 9 })) : null,
    brotli: isText ? smaller(brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })) : null,
  };
};
