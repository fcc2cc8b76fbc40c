import { type SQL, sql } from 'drizzle-orm';
import { check, customType, type PgColumn, pgPolicy, timestamp } from 'drizzle-orm/pg-core';

export const instant = () => timestamp({ withTimezone: true });
export const stampedRow = () => ({
  createdAt: instant().notNull().defaultNow(),
  /** Kept by a trigger, whoever writes. */
  updatedAt: instant().notNull().defaultNow(),
});
export const retirable = () => ({
  /** No longer part of the course, but learners' rows may name it for ever. */
  retiredAt: instant(),
});
export const publishable = () => ({
  publishedAt: instant(),
  /** Taken back after publishing; null again when published anew. */
  unpublishedAt: instant(),
});
export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const among = (name: string, column: PgColumn, values: readonly string[]) =>
  check(name, sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`);
export const unpublishedOnlyAfterPublished = (table: string, published: PgColumn, unpublished: PgColumn) =>
  check(`${table}_unpublished_check`, sql`${unpublished} is null or ${published} is not null`);
export const difficulties = ['beginner', 'intermediate', 'advanced'] as const;
export const SHA256 = sql.raw(`'^[0-9a-f]{64}$'`);

/** Roles other than the owner read what is published and write nothing; the owner, who publishes, is not held by policies. */
export const readable = (using: SQL) => pgPolicy('published', { for: 'select', to: 'public', using });
// Values of one row each, not "exists": those Postgres answers by reading all the courses there are.
const isPublished = sql`c.published_at is not null and c.unpublished_at is null`;
export const coursePublished = (courseId: PgColumn | SQL) =>
  sql`(select ${isPublished} from courses c where c.id = ${courseId})`;
export const unitPublished = (unitId: PgColumn) =>
  sql`(select ${isPublished} from units u join courses c on c.id = u.course_id where u.id = ${unitId})`;
export const lessonReadable = (lessonId: PgColumn) => sql`(select true from lessons l where l.id = ${lessonId})`;
