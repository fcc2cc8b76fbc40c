import { sql } from 'drizzle-orm';
import { rowsOf, type SqlDatabase, type SqlRunner } from '../db/sql-database.ts';
import { readAsLearner } from '../db/with-learner.ts';

/** So long an invitation is good for. */
export const INVITATION_DAYS = 30;
/** So many authors one course may have. */
export const MOST_AUTHORS = 8;

/**
 * Whether a course is this learner's to write with others: one of its authors; the account whose course it is; or whoever
 * holds it, while it was never published and nobody writes it with others. Rows with its id alone give no right to it.
 */
export const isAuthorOf = async (
  runner: SqlRunner,
  { learnerId, userId }: { learnerId: string; userId: string },
  courseId: string,
): Promise<boolean> => {
  const [found] = await rowsOf<{ yes: boolean }>(
    runner,
    sql`select exists (select from course_authors where course_id = ${courseId} and learner_id = ${learnerId})
      or exists (select from courses where id = ${courseId} and source = 'app' and author_user_id = ${userId})
      or not exists (select from course_authors where course_id = ${courseId} union all
        select from courses where id = ${courseId}) as yes`,
  );
  return found?.yes === true;
};

/** What a learner calls a course that they write; null if they hold none by this id, or have thrown it away. */
export const titleOf = (database: SqlDatabase, learnerId: string, courseId: string): Promise<string | null> =>
  readAsLearner(database, learnerId, async (runner) => {
    const [found] = await rowsOf<{ title: string }>(
      runner,
      sql`select title from course_drafts
        where learner_id = ${learnerId} and id = ${courseId} and kind = 'course' and deleted_at is null`,
    );
    return found?.title ?? null;
  });

/** What a learner calls themselves, or nothing. */
export const nameOf = (database: SqlDatabase, learnerId: string): Promise<string> =>
  readAsLearner(database, learnerId, async (runner) => {
    const [found] = await rowsOf<{ name: string }>(
      runner,
      sql`select coalesce(nullif(full_name, ''), display_name, '') as name from profile where learner_id = ${learnerId}`,
    );
    return found?.name ?? '';
  });
