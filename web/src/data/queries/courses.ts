import type { CatalogueEntry } from '@hornbook/shared/content/pack.ts';
import type { Connections } from '../connections.ts';
import { readManifest } from '../read-manifest.ts';
import { type CourseSummary, type CourseView, readCourse } from './course-view.ts';
import { useLive } from './live.ts';

export type CatalogueResult =
  | { kind: 'loading' }
  /** Never reached the service yet: there is nothing to show but that. */
  | { kind: 'missing' }
  | { kind: 'ready'; courses: CourseSummary[]; fetchedAt: number };

export type CourseResult =
  | { kind: 'loading' }
  /** No such course in the catalogue this device knows. */
  | { kind: 'unknown' }
  /** Known, but its table of contents isn't on this device. */
  | { kind: 'missing'; entry: CatalogueEntry }
  | { kind: 'ready'; course: CourseView };

export const readEntries = async ({ catalogue }: Connections): Promise<CatalogueEntry[] | undefined> =>
  (await catalogue.catalogue.get('catalogue'))?.catalogue.courses;

export const readEntry = async (connections: Connections, idOrSlug: string): Promise<CatalogueEntry | undefined> =>
  (await readEntries(connections))?.find(({ courseId, slug }) => courseId === idOrSlug || slug === idOrSlug);

export const readCatalogue = async (connections: Connections): Promise<CatalogueResult> => {
  const stored = await connections.catalogue.catalogue.get('catalogue');
  if (!stored) return { kind: 'missing' };
  const courses = await Promise.all(
    stored.catalogue.courses.map(async (entry): Promise<CourseSummary> => {
      const found = await readManifest(connections, entry);
      if (found) {
        const { enrollment, progress, download } = await readCourse(connections, entry, found.version, found.manifest);
        return { entry, enrollment, progress, download };
      }
      const enrollment = await connections.learner.rows('enrollments').get(entry.courseId);
      return { entry, enrollment: enrollment ?? null, progress: null, download: 'none' };
    }),
  );
  // What is no longer offered stays for those who have begun it.
  const shown = courses.filter(({ entry, enrollment }) => !entry.hidden || enrollment !== null);
  return { kind: 'ready', courses: shown, fetchedAt: stored.fetchedAt };
};

export const readCourseBySlug = async (connections: Connections, idOrSlug: string): Promise<CourseResult> => {
  const entry = await readEntry(connections, idOrSlug);
  if (!entry) return { kind: 'unknown' };
  const { courseId, hidden } = entry;
  const begun = !hidden || (await connections.learner.rows('enrollments').get(courseId))?.deletedAt === null;
  if (!begun) return { kind: 'unknown' };
  const found = await readManifest(connections, entry);
  if (!found) return { kind: 'missing', entry };
  return { kind: 'ready', course: await readCourse(connections, entry, found.version, found.manifest) };
};

/** All published courses with enrolment, progress and download state. Filtering and searching are the screen's. */
export const useCatalogue = (): CatalogueResult => useLive(readCatalogue) ?? { kind: 'loading' };

/** One course by id or slug, with units, lessons and activities as this learner stands to them. */
export const useCourse = (idOrSlug: string): CourseResult =>
  useLive((connections) => readCourseBySlug(connections, idOrSlug), idOrSlug) ?? { kind: 'loading' };
