import type { CourseReception } from '@hornbook/shared/authoring/course-reception.ts';
import { type DraftNode, draftTree } from '@hornbook/shared/authoring/draft.ts';
import type { Draft } from '@hornbook/shared/collections/course-drafts.ts';
import type { TypedText } from '@hornbook/shared/text/typed-text.ts';
import type { Connections } from '../connections.ts';
import { withoutMarks } from '../learner-database.ts';
import { useLive } from './live.ts';

export interface DraftCourseEntry {
  id: string;
  title: string;
  /** Null while it was never published. */
  publishedAt: number | null;
  unpublishedAt: number | null;
}

/** Courses this author writes, the one last begun first. */
export const useDraftCourses = (): DraftCourseEntry[] | undefined =>
  useLive(async ({ learner }) => {
    const rows = await learner.rows('courseDrafts').where('kind').equals('course').toArray();
    return rows
      .filter(({ deletedAt }) => deletedAt === null)
      .toSorted((a, b) => b.addedAt - a.addedAt || (a.id < b.id ? 1 : -1))
      .map(({ id, title, publishedAt, unpublishedAt }) => ({ id, title, publishedAt, unpublishedAt }));
  });

export const readDraftRows = async ({ learner }: Pick<Connections, 'learner'>, courseId: string): Promise<Draft[]> => {
  const rows = await learner.rows('courseDrafts').where('courseId').equals(courseId).toArray();
  return rows.map((row) => withoutMarks<Draft>(row));
};

export type DraftCourseView =
  | { kind: 'unknown' }
  | {
      kind: 'ready';
      course: DraftNode;
      publishedVersion: string | null;
      publishedAt: number | null;
      unpublishedAt: number | null;
      /** Of its rows and pictures, how many the service does not have yet as they are here. */
      waiting: number;
    };

export const useDraftCourse = (courseId: string): DraftCourseView | undefined =>
  useLive(async (connections): Promise<DraftCourseView> => {
    const rows = await readDraftRows(connections, courseId);
    const course = draftTree(rows, courseId);
    const own = rows.find(({ id }) => id === courseId);
    if (!course || !own) return { kind: 'unknown' };
    const ids = new Set(rows.map(({ id }) => id));
    const waiting = await connections.learner.outbox
      .filter(({ collection, key }) => collection === 'courseDrafts' && ids.has(key))
      .count();
    const pictures = new Set(rows.map(({ blobHash }) => blobHash));
    const unsent = await connections.learner.blobs
      .where('upload')
      .equals('waiting')
      .filter(({ sha256 }) => pictures.has(sha256))
      .count();
    const { publishedVersion, publishedAt, unpublishedAt } = own;
    return { kind: 'ready', course, publishedVersion, publishedAt, unpublishedAt, waiting: waiting + unsent };
  }, courseId);

/** The typed text of a draft, for whoever types in it. */
export const useDraftText = (id: string): TypedText | undefined =>
  useLive(async ({ learner }) => (await learner.rows('courseDrafts').get(id))?.text ?? [], id);

/** What learners make of a course, as the service last counted it; null while this device has heard nothing of it. */
export const useReception = (courseId: string): CourseReception | null | undefined =>
  useLive(async ({ learner }) => (await learner.receptions.get(courseId)) ?? null, courseId);
