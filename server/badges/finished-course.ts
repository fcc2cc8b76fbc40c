import type { CourseManifest } from '@hornbook/shared/content/pack.ts';
import { sql } from 'drizzle-orm';
import { sha256 } from '../content/sha256.ts';
import type { Database } from '../db/connect.ts';
import { rowsOf } from '../db/sql-database.ts';
import { readAsLearner } from '../db/with-learner.ts';
import type { Finished } from './credential.ts';

export type FinishedCourse =
  | { kind: 'finished'; finished: Finished }
  | { kind: 'unknown' }
  /** Lessons of the published version that the service does not know as completed, perhaps because they wait to be sent. */
  | { kind: 'not-finished'; lessonsLeft: number };

/** Whether a learner finished a course, by what the service itself has: a device's word alone earns no badge. */
export const finishedCourse = async (
  database: Pick<Database, 'query' | 'db'>,
  learnerId: string,
  courseId: string,
  now: number,
): Promise<FinishedCourse> => {
  const [published] = await database.query<{ bytes: Buffer }>(
    `select b.bytes from courses c join pack_blobs b on b.sha256 = c.current_version
     where c.id = $1 and c.published_at is not null`,
    [courseId],
  );
  if (!published) return { kind: 'unknown' };
  const manifest = JSON.parse(Buffer.from(published.bytes).toString('utf8')) as CourseManifest;
  const { completed, name } = await readAsLearner(database.db, learnerId, async (runner) => ({
    completed: await rowsOf<{ lesson_id: string; completed_at: string | number }>(
      runner,
      sql`select lesson_id, completed_at from lesson_progress
        where learner_id = ${learnerId} and course_id = ${courseId} and status = 'completed' and completed_at is not null and deleted_at is null`,
    ),
    name: (
      await rowsOf<{ display_name: string | null }>(
        runner,
        sql`select display_name from profile where learner_id = ${learnerId}`,
      )
    )[0]?.display_name,
  }));
  const completedAt = new Map(completed.map((row) => [row.lesson_id, Number(row.completed_at)]));
  const lessons = manifest.units.flatMap((unit) => unit.lessons);
  const left = lessons.filter(({ id }) => !completedAt.has(id));
  if (lessons.length === 0 || left.length > 0) return { kind: 'not-finished', lessonsLeft: left.length };
  const { title, shortDescription, language } = manifest;
  return {
    kind: 'finished',
    finished: {
      badgeId: derivedId('badge', learnerId, courseId),
      subjectId: derivedId('subject', learnerId),
      learnerName: (name ?? '').trim(),
      courseId,
      title,
      description: shortDescription,
      language,
      lessonCount: lessons.length,
      // A device's clock may be ahead; a badge must not be from tomorrow.
      finishedAt: Math.min(now, Math.max(...lessons.map(({ id }) => completedAt.get(id) ?? 0))),
    },
  };
};

/** In the form of a random UUID, and from which nobody learns what it was made of. */
const derivedId = (...about: string[]): string => {
  const hex = sha256(JSON.stringify(['hornbook badge', ...about]));
  const variant = '89ab'[Number.parseInt(hex[16] as string, 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
