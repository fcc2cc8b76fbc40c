import { eq, sql } from 'drizzle-orm';
import { courseAuthors } from '../db/author-tables.ts';
import { courses } from '../db/catalogue/course-tables.ts';
import type { Transaction } from '../db/connect.ts';
import { learners } from '../db/sync-tables.ts';

/**
 * The account whose course it is or becomes: of several authors that of whoever began it. An operator publishes for them.
 * Only its authors publish it: where it has several, having its rows is not enough, nor is being the first.
 */
export const ownerOf = async (
  tx: Transaction,
  courseId: string,
  { userId, learnerId, mayAll }: { userId: string; learnerId: string; mayAll: boolean },
): Promise<string | null | 'other'> => {
  const [stored] = await tx
    .select({ source: courses.source, owner: courses.authorUserId })
    .from(courses)
    .where(eq(courses.id, courseId));
  if (stored && stored.source !== 'app') return 'other';
  const authors = await tx
    .select({ learnerId: courseAuthors.learnerId, account: learners.userId })
    .from(courseAuthors)
    .innerJoin(learners, eq(learners.id, courseAuthors.learnerId))
    .where(eq(courseAuthors.courseId, courseId))
    .orderBy(
      ...[sql`${courseAuthors.began} desc`, courseAuthors.createdAt],
      ...[sql`${courseAuthors.invitedBy} is not null`, courseAuthors.learnerId],
    );
  const isOwn = stored ? stored.owner === userId : authors.length === 0;
  if (!isOwn && !mayAll && !authors.some((one) => one.learnerId === learnerId)) return 'other';
  return stored?.owner ?? authors[0]?.account ?? (stored ? null : userId);
};
