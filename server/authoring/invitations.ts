import type { AuthoringReply } from '@hornbook/shared/authoring/authoring-protocol.ts';
import type { Invitations } from '@hornbook/shared/authoring/authors-protocol.ts';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { rowsOf } from '../db/sql-database.ts';
import { joinAnew, lockAuthors, noteAuthors } from './course-authors.ts';
import type { Author } from './publish-draft.ts';
import { INVITATION_DAYS, isAuthorOf, MOST_AUTHORS, nameOf, titleOf } from './writes-course.ts';

const MOST_ASKED = 10;

const isGood = sql`created_at > now() - make_interval(days => ${INVITATION_DAYS})`;
// An account of passkeys alone has one that was made up.
const ownAddress = ({ userId }: Author) => sql`(select nullif(email, id || '@anonymous.invalid') from "user"
  where id = ${userId} and not is_anonymous)`;

/** What somebody was asked is said to the account of the address, which, wherever letters are sent, was confirmed by one. */
export interface Addressing {
  confirmsAddresses: boolean;
}
const askedAddress = ({ userId }: Author, { confirmsAddresses }: Addressing) =>
  sql`(select nullif(email, id || '@anonymous.invalid') from "user"
    where id = ${userId} and not is_anonymous and (email_verified or ${!confirmsAddresses}))`;

/**
 * Asks whoever has this address to write the course with its author. Whether anybody has it, and whether they may write
 * courses, makes no difference that could be noticed: nobody is looked up.
 */
export const invite = async (
  database: Pick<Database, 'db' | 'transaction'>,
  author: Author,
  courseId: string,
  email: string,
): Promise<AuthoringReply> => {
  if ((await titleOf(database.db, author.learnerId, courseId)) === null) return { kind: 'unknown' };
  return database.transaction(async (tx) => {
    if (!(await isAuthorOf(tx, author, courseId))) return { kind: 'unknown' };
    const authors = await lockAuthors(tx, courseId);
    const [own] = await rowsOf<{ email: string | null }>(tx, sql`select ${ownAddress(author)} as email`);
    if (own?.email === email || authors.some((one) => one.email === email)) return { kind: 'is-author' };
    const asked = await rowsOf<{ email: string }>(
      tx,
      sql`select email from course_invitations where course_id = ${courseId} and ${isGood}`,
    );
    const others = asked.filter((one) => one.email !== email).length;
    if (others >= MOST_ASKED || authors.length >= MOST_AUTHORS) return { kind: 'enough' };
    await tx.execute(sql`insert into course_invitations (course_id, email, learner_id)
      values (${courseId}, ${email}, ${author.learnerId})
      on conflict (course_id, email) do update set learner_id = excluded.learner_id, created_at = now()`);
    return { kind: 'done' };
  });
};

/** Takes an invitation back. */
export const takeBack = async (
  database: Pick<Database, 'db'>,
  author: Author,
  courseId: string,
  email: string,
): Promise<AuthoringReply> => {
  if ((await titleOf(database.db, author.learnerId, courseId)) === null) return { kind: 'unknown' };
  if (!(await isAuthorOf(database.db, author, courseId))) return { kind: 'unknown' };
  await database.db.execute(sql`delete from course_invitations where course_id = ${courseId} and email = ${email}`);
  return { kind: 'done' };
};

/** What the account of this author is asked for, the latest first. */
export const readInvitations = async (
  { db }: Pick<Database, 'db'>,
  author: Author,
  addressing: Addressing,
): Promise<Invitations> => {
  const found = await rowsOf<{ courseId: string; askedBy: string; email: string | null; at: number }>(
    db,
    sql`select i.course_id as "courseId", i.learner_id as "askedBy",
        case when u.email_verified or ${!addressing.confirmsAddresses} then nullif(u.email, u.id || '@anonymous.invalid') end as email,
        (extract(epoch from i.created_at) * 1000)::float8 as at
      from course_invitations i join learners l on l.id = i.learner_id left join "user" u on u.id = l.user_id
      where i.email = ${askedAddress(author, addressing)} and i.${isGood} order by i.created_at desc`,
  );
  const shown = await Promise.all(
    found.map(async ({ askedBy, ...invitation }) => {
      const title = await titleOf(db, askedBy, invitation.courseId);
      return title === null ? [] : [{ ...invitation, title, name: await nameOf(db, askedBy) }];
    }),
  );
  const [own] = await rowsOf<{ needsConfirming: boolean }>(
    db,
    sql`select ${ownAddress(author)} is distinct from ${askedAddress(author, addressing)} as "needsConfirming"`,
  );
  return { kind: 'invitations', invitations: shown.flat(), needsConfirming: own?.needsConfirming === true };
};

/** Says yes: from then on this learner has a copy of the course, which is joined with those of its other authors. [A4] */
export const accept = async (
  database: Pick<Database, 'db' | 'transaction'>,
  author: Author,
  courseId: string,
  addressing: Addressing,
): Promise<AuthoringReply> => {
  const [asked] = await rowsOf<{ by: string }>(
    database.db,
    sql`select learner_id as by from course_invitations
      where course_id = ${courseId} and email = ${askedAddress(author, addressing)} and ${isGood}`,
  );
  if (!asked || (await titleOf(database.db, asked.by, courseId)) === null) return { kind: 'unknown' };
  return database.transaction(async (tx) => {
    const authors = await lockAuthors(tx, courseId);
    const [taken] = await rowsOf<{ userId: string | null }>(
      tx,
      sql`delete from course_invitations i using learners l
        where i.course_id = ${courseId} and i.email = ${askedAddress(author, addressing)} and i.learner_id = ${asked.by} and l.id = i.learner_id
        returning l.user_id as "userId"`,
    );
    // Taken back meanwhile; or whoever asked is no author of it any more, and what they asked goes with that.
    if (!taken?.userId || !(await isAuthorOf(tx, { learnerId: asked.by, userId: taken.userId }, courseId)))
      return { kind: 'unknown' };
    if (authors.some(({ learnerId }) => learnerId === author.learnerId)) return { kind: 'done' };
    if (authors.length >= MOST_AUTHORS) return { kind: 'enough' };
    await tx.execute(sql`insert into course_authors (course_id, learner_id, began) values (${courseId}, ${asked.by}, true)
      on conflict do nothing`);
    await tx.execute(sql`insert into course_authors (course_id, learner_id, invited_by)
      values (${courseId}, ${author.learnerId}, ${asked.by}) on conflict do nothing`);
    await joinAnew(tx, courseId);
    await noteAuthors(tx, author, courseId, 'author-joined');
    return { kind: 'done' };
  });
};

export const decline = async (
  { db }: Pick<Database, 'db'>,
  author: Author,
  courseId: string,
  addressing: Addressing,
): Promise<AuthoringReply> => {
  const address = askedAddress(author, addressing);
  await db.execute(sql`delete from course_invitations where course_id = ${courseId} and email = ${address}`);
  return { kind: 'done' };
};

/** Those nobody answered. */
export const forgetInvitations = ({ db }: Pick<Database, 'db'>): PromiseLike<unknown> =>
  db.execute(sql`delete from course_invitations where not (${isGood})`);
