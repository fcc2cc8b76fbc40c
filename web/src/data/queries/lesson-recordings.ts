import { playedForm } from '../downloads/played-form.ts';
import { storedOf } from '../downloads/stored-of.ts';
import { findLesson, recordings } from '../manifest-index.ts';
import type { Connections } from '../open-databases.ts';
import { readManifest } from '../read-manifest.ts';
import { downloadState, type MediaView } from './course-view.ts';
import { readEntry } from './courses.ts';
import { useLive } from './live.ts';

export interface LessonRecordings extends MediaView {
  /** Files that are here whole, by hash. */
  stored: ReadonlySet<string>;
  /** They are asked for, and wait for a network that costs nothing. */
  waitsForNetwork: boolean;
  /** What was asked for that they come with: hand it to pauseDownload and the others; null when nobody asked. */
  scope: string | null;
}

export const readLessonRecordings = async (
  connections: Connections,
  course: string,
  lessonId: string,
): Promise<LessonRecordings | undefined> => {
  const entry = await readEntry(connections, course);
  const manifest = entry && (await readManifest(connections, entry))?.manifest;
  const place = manifest && findLesson(manifest, lessonId);
  if (!place) return undefined;
  const files = recordings(place.lesson.assets, playedForm());
  const { whole, storedBytes, totalBytes } = await storedOf(connections, files);
  const all = await connections.catalogue.reasons.where('courseId').equals(entry.courseId).toArray();
  const asked = all.filter(
    ({ scope, status, withMedia, without, withoutMedia }) =>
      withMedia &&
      status !== 'removed' &&
      (scope === lessonId ||
        ((scope === 'course' || scope === place.unit.id) &&
          !without?.includes(lessonId) &&
          !withoutMedia?.includes(lessonId))),
  );
  const open = asked.find(({ status }) => status !== 'done') ?? asked[0];
  return {
    download: downloadState(
      asked.map(({ status }) => status),
      storedBytes,
      totalBytes,
    ),
    sizeBytes: totalBytes,
    storedBytes,
    stored: whole,
    waitsForNetwork: asked.some(({ status, failure }) => status === 'wanted' && failure === 'metered'),
    scope: open?.scope ?? null,
  };
};

/** What of a lesson's sound and videos is on this device; undefined until that is known. */
export const useLessonRecordings = (course: string, lessonId: string): LessonRecordings | undefined =>
  useLive((connections) => readLessonRecordings(connections, course, lessonId), course, lessonId);
