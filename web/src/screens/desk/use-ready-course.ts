import { allWithin, type DraftNode } from '@hornbook/shared/authoring/draft.ts';
import { type DraftCourseView, useDraftCourse } from '../../data/queries/authoring.ts';

export type ReadyCourse = Extract<DraftCourseView, { kind: 'ready' }>;

/** The course, and one part of it with what it is in; undefined while they are fetched, null where there is none. */
export const useReadyCourse = (courseId: string): ReadyCourse | null | undefined => {
  const view = useDraftCourse(courseId);
  return view === undefined ? undefined : view.kind === 'ready' ? view : null;
};

export const findPart = (course: DraftNode, id: string): DraftNode | undefined =>
  allWithin(course).find((node) => node.id === id);

/** Where a part is written: skills and pictures with the course, the others on pages of their own. */
export const pathOf = (course: DraftNode, { id, kind }: DraftNode): string =>
  `/desk/${course.id}/${kind === 'skill' || kind === 'asset' ? course.id : id}`;

export const parentOf = (course: DraftNode, { parentId }: DraftNode): DraftNode =>
  allWithin(course).find(({ id }) => id === parentId) ?? course;
