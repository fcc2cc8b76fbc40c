import type { AuthoringReply, CourseHistory } from '@hornbook/shared/authoring/authoring-protocol.ts';
import type { CourseManifest } from '@hornbook/shared/content/pack.ts';
import { sql } from 'drizzle-orm';
import { noteCourseEvent } from '../content/course-events.ts';
import type { Database, Transaction } from '../db/connect.ts';
import { rowsOf } from '../db/sql-database.ts';
import { readAsLearner } from '../db/with-learner.ts';
import type { Author } from './publish-draft.ts';

/** The course under a lock, if it is one of the app and the author is one of its authors, or an operator. */
const lockCourse = async (tx: Transaction, { userId, learnerId, mayAll }: Author, courseId: string) => {
  const [course] = await rowsOf<{ version: string; unpublished: boolean }>(
    tx,
    sql`select current_version as version, unpublished_at is not null as unpublished from courses
      where id = ${courseId} and source = 'app' and current_version is not null
        and (author_user_id = ${userId} or ${mayAll} or exists (
          select from course_authors a where a.course_id = courses.id and a.learner_id = ${learnerId})) for update`,
  );
  return course;
};

/** Hides a course from learners who have not begun it; those who have go on with what they have. */
export const unpublish = (
  database: Pick<Database, 'transaction'>,
  author: Author,
  courseId: string,
): Promise<AuthoringReply> =>
  database.transaction(async (tx) => {
    const course = await lockCourse(tx, author, courseId);
    if (!course) return { kind: 'unknown' };
    if (course.unpublished) return { kind: 'done' };
    await tx.execute(sql`update courses set unpublished_at = now() where id = ${courseId}`);
    await noteCourseEvent(tx, { courseId, kind: 'unpublished', version: course.version, ...author });
    return { kind: 'done' };
  });

/** Gives learners a version they had before. The author's drafts stay as they are. */
export const rollBack = (
  database: Pick<Database, 'transaction'>,
  author: Author,
  courseId: string,
  version: string,
): Promise<AuthoringReply> =>
  database.transaction(async (tx) => {
    if (!(await lockCourse(tx, author, courseId))) return { kind: 'unknown' };
    const [found] = await rowsOf<{ manifest: Uint8Array; questionIds: string[] }>(
      tx,
      sql`select p.bytes as manifest, array(select jsonb_object_keys(k.answer_key -> 'questions')) as "questionIds"
        from course_versions v join pack_blobs p on p.sha256 = v.version join course_answer_keys k on k.version = v.version
        where v.version = ${version} and v.course_id = ${courseId}`,
    );
    if (!found) return { kind: 'unknown' };
    await tx.execute(
      sql`update courses set current_version = ${version}, unpublished_at = null where id = ${courseId}`,
    );
    const manifest = JSON.parse(Buffer.from(found.manifest).toString('utf8')) as CourseManifest;
    await showOnly(tx, courseId, manifest, found.questionIds);
    await noteCourseEvent(tx, { courseId, kind: 'rolled-back', version, ...author });
    return { kind: 'done' };
  });

/** What the version does not have is retired, what it has is not. */
const showOnly = async (tx: Transaction, courseId: string, { units }: CourseManifest, questionIds: string[]) => {
  const lessons = units.flatMap((unit) => unit.lessons);
  const activities = [...units, ...lessons].flatMap((one) => one.activities);
  const ids = sql.param([...[...units, ...lessons, ...activities].map(({ id }) => id), ...questionIds]);
  const set = sql`set retired_at = case when id = any(${ids}::uuid[]) then null else coalesce(retired_at, now()) end`;
  const inCourse = sql`select id from units where course_id = ${courseId}`;
  const lessonsIn = sql`select id from lessons where unit_id in (${inCourse})`;
  const activitiesIn = sql`select id from activities where unit_id in (${inCourse}) or lesson_id in (${lessonsIn})`;
  await tx.execute(sql`update units ${set} where course_id = ${courseId}`);
  await tx.execute(sql`update lessons ${set} where unit_id in (${inCourse})`);
  await tx.execute(sql`update activities ${set} where id in (${activitiesIn})`);
  await tx.execute(sql`update questions ${set} where activity_id in (${activitiesIn})`);
};

/** What became of a course: under the author's own role, so that row-level security holds as well. */
export const readHistory = (
  database: Pick<Database, 'db'>,
  learnerId: string,
  courseId: string,
): Promise<CourseHistory | null> =>
  readAsLearner(database.db, learnerId, async (runner) => {
    const own = sql`id in (select hornbook_my_courses())`;
    const [course] = await rowsOf<Pick<CourseHistory, 'currentVersion' | 'unpublishedAt'>>(
      runner,
      sql`select current_version as "currentVersion", (extract(epoch from unpublished_at) * 1000)::float8 as "unpublishedAt"
        from courses where id = ${courseId} and ${own}`,
    );
    if (!course) return null;
    const versions = await rowsOf<CourseHistory['versions'][number]>(
      runner,
      sql`select version, number, (extract(epoch from published_at) * 1000)::float8 as "publishedAt"
        from course_versions where course_id = ${courseId} order by number desc limit 100`,
    );
    const events = await rowsOf<CourseHistory['events'][number]>(
      runner,
      sql`select e.kind, v.number, e.device_name as "deviceName", (extract(epoch from e.created_at) * 1000)::float8 as at
        from course_events e join course_versions v using (version) where e.course_id = ${courseId}
        order by e.created_at desc, e.id limit 100`,
    );
    return { kind: 'history', ...course, versions, events };
  });
