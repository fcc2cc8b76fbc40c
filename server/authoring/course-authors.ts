import type { AuthoringReply } from '@hornbook/shared/authoring/authoring-protocol.ts';
import type { ApartPart, AuthorsOfCourse, CourseAuthor } from '@hornbook/shared/authoring/authors-protocol.ts';
import { sql } from 'drizzle-orm';
import { noteCourseEvent } from '../content/course-events.ts';
import type { Database, Transaction } from '../db/connect.ts';
import { rowsOf } from '../db/sql-database.ts';
import { tellCourse } from './join-course.ts';
import type { Author } from './publish-draft.ts';
import { INVITATION_DAYS, isAuthorOf, nameOf, titleOf } from './writes-course.ts';

interface Entry {
  learnerId: string;
  email: string | null;
  began: boolean;
  invitedBy: string | null;
  since: number;
  apart: ApartPart[];
  filesWithoutRoom: number;
}

type Asked = Pick<Entry, 'learnerId' | 'began' | 'invitedBy' | 'since'>;

const asked = sql`a.learner_id as "learnerId", a.began, a.invited_by as "invitedBy",
  (extract(epoch from a.created_at) * 1000)::float8 as since`;

/** Of those who came together first whoever asked the other. */
const longestFirst = (one: Asked, other: Asked): number =>
  one.since - other.since ||
  Number(one.invitedBy !== null) - Number(other.invitedBy !== null) ||
  (one.learnerId < other.learnerId ? -1 : 1);

/** Who writes a course, who was asked to, and what can't be joined; null for whoever is no author of it. */
export const readAuthors = async (
  { db }: Pick<Database, 'db'>,
  author: Author,
  courseId: string,
  confirmsAddresses: boolean,
): Promise<AuthorsOfCourse | null> => {
  if ((await titleOf(db, author.learnerId, courseId)) === null || !(await isAuthorOf(db, author, courseId)))
    return null;
  const entries = await rowsOf<Entry>(
    db,
    sql`select ${asked}, nullif(u.email, u.id || '@anonymous.invalid') as email, a.apart,
        jsonb_array_length(a.no_room_files) as "filesWithoutRoom"
      from course_authors a join learners l on l.id = a.learner_id left join "user" u on u.id = l.user_id
      where a.course_id = ${courseId}`,
  );
  entries.sort(longestFirst);
  const own = entries.find(({ learnerId }) => learnerId === author.learnerId);
  const authors = await Promise.all(
    entries.map(
      async (entry): Promise<CourseAuthor> => ({
        name: await nameOf(db, entry.learnerId),
        email: entry.email,
        isYou: entry === own,
        since: entry.since,
        mayEnd: own !== undefined && entry.email !== null && mayEnd(own, entry, entries),
      }),
    ),
  );
  const invited = await rowsOf<AuthorsOfCourse['asked'][number]>(
    db,
    sql`select email, (extract(epoch from created_at) * 1000)::float8 as at from course_invitations
      where course_id = ${courseId} and created_at > now() - make_interval(days => ${INVITATION_DAYS}) order by created_at`,
  );
  const { apart = [], filesWithoutRoom = 0 } = own ?? {};
  return { kind: 'authors', authors, asked: invited, apart, filesWithoutRoom, confirmsAddresses };
};

/**
 * One of those who began the course stays; everybody else may go, and may be asked to go by whoever asked them or began
 * the course. Where those are all gone, whoever has written it longest stands in their place.
 */
const mayEnd = (own: Asked, other: Asked, all: readonly Asked[]): boolean => {
  const began = all.filter((one) => one.began);
  const first = new Set(
    (began.length > 0 ? began : all.toSorted(longestFirst).slice(0, 1)).map(({ learnerId }) => learnerId),
  );
  if (own.learnerId === other.learnerId) return !first.has(own.learnerId) || first.size > 1;
  return !first.has(other.learnerId) && (first.has(own.learnerId) || own.learnerId === other.invitedBy);
};

/** Ends it for the author of this address, oneself included. Both copies stay as they are, and are joined no more. [A4] */
export const endAuthor = (
  database: Pick<Database, 'transaction'>,
  author: Author,
  courseId: string,
  email: string,
): Promise<AuthoringReply> =>
  database.transaction(async (tx) => {
    const all = await lockAuthors(tx, courseId);
    const own = all.find(({ learnerId }) => learnerId === author.learnerId);
    const ended = all.filter((one) => one.email === email && own && mayEnd(own, one, all));
    if (ended.length === 0) return { kind: 'unknown' };
    for (const { learnerId } of ended) {
      await tx.execute(sql`delete from course_authors where course_id = ${courseId} and learner_id = ${learnerId}`);
      // What they asked others for, they ask no more.
      await tx.execute(sql`delete from course_invitations where course_id = ${courseId} and learner_id = ${learnerId}`);
      await tellCourse(tx, courseId, learnerId);
    }
    await joinAnew(tx, courseId);
    await noteAuthors(tx, author, courseId, 'author-left');
    return { kind: 'done' };
  });

export const lockAuthors = (tx: Transaction, courseId: string) =>
  rowsOf<Asked & Pick<Entry, 'email'>>(
    tx,
    sql`select ${asked}, u.email from course_authors a
      join learners l on l.id = a.learner_id left join "user" u on u.id = l.user_id
      where a.course_id = ${courseId} order by a.learner_id for update of a`,
  );

/** Whoever is joining it just now finds that it is another circle, and does not write down how far that was. */
export const joinAnew = (tx: Transaction, courseId: string) =>
  tx.execute(
    sql`update course_authors set version = -1, leased_by = null, leased_until = null where course_id = ${courseId}`,
  );

/** Written down with the course, once learners have it. */
export const noteAuthors = async (
  tx: Transaction,
  author: Author,
  courseId: string,
  kind: 'author-joined' | 'author-left',
): Promise<void> => {
  const [course] = await rowsOf<{ version: string }>(
    tx,
    sql`select current_version as version from courses where id = ${courseId} and current_version is not null`,
  );
  if (course) await noteCourseEvent(tx, { courseId, kind, version: course.version, ...author });
};
