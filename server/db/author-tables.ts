import type { ApartPart } from '@hornbook/shared/authoring/authors-protocol.ts';
import { bigint, boolean, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { learners } from './sync-tables.ts';

const createdAt = () => timestamp('created_at', { withTimezone: true }).notNull().defaultNow();
const updatedAt = () => timestamp('updated_at', { withTimezone: true }).notNull().defaultNow();
const learnerId = () =>
  uuid('learner_id')
    .notNull()
    .references(() => learners.id, { onDelete: 'cascade' });
// Not every course that is written was published: there need be no row in `courses`.
const courseId = () => uuid('course_id').notNull();

/**
 * [A1] Who writes a course together with others: each holds all of it as rows of their own, which the service keeps joined.
 * Nobody is here of a course that one alone has ever written.
 */
export const courseAuthors = pgTable(
  'course_authors',
  {
    courseId: courseId(),
    learnerId: learnerId(),
    /** Whom nobody asked. Where none of them is left, whoever has written it longest stands in their place. */
    began: boolean('began').notNull().default(false),
    /** Who asked; null for whoever began the course, and when whoever asked was erased. */
    invitedBy: uuid('invited_by').references(() => learners.id, { onDelete: 'set null' }),
    /** [A2] Up to which version of this learner's clock the copy was joined with the others; -1 for not at all. */
    version: bigint('version', { mode: 'number' }).notNull().default(-1),
    /** [A5] Hashes of files that this learner put into the course and has not sent: the others are given them when they come. */
    lackedFiles: jsonb('lacked_files').$type<string[]>().notNull().default([]),
    /** [A5] Hashes of files of the others that did not fit into this learner's room for such, tried again each time. */
    noRoomFiles: jsonb('no_room_files').$type<string[]>().notNull().default([]),
    /** [A3] Rows that can't be joined, and why, tried again each time. */
    apart: jsonb('apart').$type<ApartPart[]>().notNull().default([]),
    /** On one row of a course: which process is joining, and until when others leave it to that. */
    leasedBy: uuid('leased_by'),
    leasedUntil: timestamp('leased_until', { withTimezone: true }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.courseId, table.learnerId] }),
    index('course_authors_learner').on(table.learnerId),
    index('course_authors_invited_by').on(table.invitedBy),
  ],
);

/**
 * [A5] That a part of an author's copy names a file because it was joined, and not because they put the file there: nobody is
 * given their file by it. Written before the row is, gone once the file itself came by the course. It outlives the circle.
 */
export const borrowedFiles = pgTable(
  'borrowed_files',
  {
    courseId: courseId(),
    learnerId: learnerId(),
    /** The row that names it. */
    draftId: uuid('draft_id').notNull(),
    sha256: text('sha256').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.courseId, table.learnerId, table.draftId, table.sha256] }),
    index('borrowed_files_learner').on(table.learnerId),
  ],
);

/** An address that an author asked to write a course with them, whether or not anybody has it. Forgotten after a while. */
export const courseInvitations = pgTable(
  'course_invitations',
  {
    courseId: courseId(),
    /** In small letters, as accounts have them. */
    email: text('email').notNull(),
    /** Who asks. */
    learnerId: learnerId(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.courseId, table.email] }),
    index('course_invitations_learner').on(table.learnerId),
    index('course_invitations_email').on(table.email),
  ],
);
