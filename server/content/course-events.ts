import { courseEvents } from '../db/catalogue/course-tables.ts';
import type { Transaction } from '../db/connect.ts';

interface Happened {
  courseId: string;
  kind: (typeof courseEvents.$inferInsert)['kind'];
  /** What learners get since. */
  version: string;
  userId: string;
  deviceName: string | null;
}

/** Writes down what was done to a course of the app, in the transaction that does it. */
export const noteCourseEvent = async (
  tx: Transaction,
  { courseId, kind, version, userId, deviceName }: Happened,
): Promise<void> => {
  await tx.insert(courseEvents).values({ courseId, kind, version, userId, deviceName });
};
