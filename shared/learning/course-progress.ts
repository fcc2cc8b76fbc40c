import type { LessonProgress } from '../collections/lesson-progress.ts';
import type { CourseManifest } from '../content/pack.ts';

export type LessonStatus = LessonProgress['status'];

export interface CourseProgress {
  completedLessons: number;
  totalLessons: number;
  /** 0–100, rounded down, so that 100 means all. */
  percent: number;
}

/** 0–100, rounded down: 100 means all of it. Of nothing it is 0. */
export const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.floor((part * 100) / whole));

/** Completed lessons of the version's lessons: a lesson that a later version dropped no longer counts, either way. */
export const courseProgress = (
  manifest: Pick<CourseManifest, 'units'>,
  statusOf: (lessonId: string) => LessonStatus,
): CourseProgress => {
  const lessons = manifest.units.flatMap((unit) => unit.lessons);
  const completedLessons = lessons.filter(({ id }) => statusOf(id) === 'completed').length;
  const percent = percentOf(completedLessons, lessons.length);
  return { completedLessons, totalLessons: lessons.length, percent };
};
