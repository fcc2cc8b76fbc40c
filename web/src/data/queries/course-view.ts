import type { Enrollment } from '@hornbook/shared/collections/enrollments.ts';
import type {
  ActivityHeader,
  AssetRef,
  CatalogueEntry,
  CourseManifest,
  LessonHeader,
  PartRef,
  UnitHeader,
} from '@hornbook/shared/content/pack.ts';
import { type CourseProgress, courseProgress, type LessonStatus } from '@hornbook/shared/learning/course-progress.ts';
import type { Connections } from '../connections.ts';
import { playedForm } from '../downloads/played-form.ts';
import { storedOf } from '../downloads/stored-of.ts';
import {
  allLessons,
  distinct,
  neededAssets,
  recordings,
  totalBytes,
  unitAssets,
  unitParts,
} from '../manifest-index.ts';

export type { CourseProgress, LessonStatus } from '@hornbook/shared/learning/course-progress.ts';

/** `some`: part of it is here. `downloading` and `paused` are of what was asked for. */
export type DownloadState = 'none' | 'some' | 'downloading' | 'paused' | 'failed' | 'downloaded';

/** The sound and the videos of something. */
export interface MediaView {
  download: DownloadState;
  sizeBytes: number;
  storedBytes: number;
}

export interface ActivityView {
  header: ActivityHeader;
  /** Its questions are on this device. */
  downloaded: boolean;
  /** Best and latest completed score in percent; null before the first, or while a score is still to come. */
  bestPercent: number | null;
  latestPercent: number | null;
  /** Completed attempts. */
  attempts: number;
  /** An attempt that can be resumed, or null. */
  inProgressAttemptId: string | null;
}

export interface LessonView {
  header: LessonHeader;
  status: LessonStatus;
  downloaded: boolean;
  /** Of its text and pictures. */
  sizeBytes: number;
  /** Null in a lesson without recordings. */
  media: MediaView | null;
  activities: ActivityView[];
}

export interface UnitView {
  header: UnitHeader;
  lessons: LessonView[];
  activities: ActivityView[];
  completedLessons: number;
  download: DownloadState;
  /** Of its text and pictures. */
  sizeBytes: number;
  /** Of `sizeBytes`, what is here. */
  storedBytes: number;
  media: MediaView | null;
}

export interface CourseSummary {
  entry: CatalogueEntry;
  enrollment: Pick<Enrollment, 'status' | 'enrolledAt' | 'lastAccessedAt' | 'completedAt'> | null;
  /** Null while the course's table of contents isn't on this device. */
  progress: CourseProgress | null;
  download: DownloadState;
}

export interface CourseView extends CourseSummary {
  manifest: CourseManifest;
  version: string;
  units: UnitView[];
  sizeBytes: number;
  storedBytes: number;
  media: MediaView | null;
  /** The lesson to go on with: one in progress, else the first not completed; null when all are done. */
  nextLesson: { unit: UnitHeader; lesson: LessonHeader } | null;
}

const unitFiles = (unit: UnitHeader): PartRef[] => distinct([...unitParts(unit), ...neededAssets(unitAssets(unit))]);

/** The state of a download from what is asked for and what is here. */
export const downloadState = (statuses: readonly string[], stored: number, total: number): DownloadState => {
  if (total > 0 && stored === total) return 'downloaded';
  if (statuses.includes('wanted')) return 'downloading';
  if (statuses.includes('paused')) return 'paused';
  if (statuses.includes('failed')) return 'failed';
  return stored > 0 ? 'some' : 'none';
};

export const readCourse = async (
  connections: Connections,
  entry: CatalogueEntry,
  version: string,
  manifest: CourseManifest,
): Promise<CourseView> => {
  const { learner, catalogue } = connections;
  const { courseId } = entry;
  const ofUnits = distinct(manifest.units.flatMap(unitFiles));
  // The cover is no part of any lesson: it counts for the room that is taken, not for whether the course works here.
  const files = distinct([...ofUnits, ...(manifest.thumbnail ? [manifest.thumbnail] : [])]);
  const form = playedForm();
  const media = manifest.units.flatMap((unit) => recordings(unitAssets(unit), form));
  const [enrollment, progressRows, open, scoreRows, { whole: stored }, partials, reasons] = await Promise.all([
    learner.rows('enrollments').get(courseId),
    learner.rows('lessonProgress').where('courseId').equals(courseId).toArray(),
    // Few are in progress, however many there are.
    learner
      .rows('attempts')
      .where('status')
      .equals('in_progress')
      .filter(({ deletedAt }) => deletedAt === null)
      .toArray(),
    learner.activityScores.toArray(),
    storedOf(connections, [...files, ...media]),
    catalogue.partials.toArray(),
    catalogue.reasons.where('courseId').equals(courseId).toArray(),
  ]);
  const scores = new Map(scoreRows.map((score) => [score.activityId, score]));
  const statuses = new Map(progressRows.map(({ lessonId, status }) => [lessonId, status]));
  const statusOf = (lessonId: string): LessonStatus => statuses.get(lessonId) ?? 'not_started';
  const received = new Map(partials.map(({ sha256, receivedBytes }) => [sha256, receivedBytes]));
  const bytesOf = (refs: readonly PartRef[]) =>
    refs.reduce(
      (sum, { sha256, sizeBytes }) => sum + (stored.has(sha256) ? sizeBytes : (received.get(sha256) ?? 0)),
      0,
    );
  /** `scopes`: the wishes that may be about it. */
  const viewMedia = (assets: readonly AssetRef[], scopes: readonly string[]): MediaView | null => {
    const files = distinct(recordings(assets, form));
    if (files.length === 0) return null;
    const [storedBytes, sizeBytes] = [bytesOf(files), totalBytes(files)];
    const asked = reasons.filter(
      ({ scope, withMedia, withoutMedia }) =>
        withMedia && scopes.includes(scope) && !scopes.some((id) => withoutMedia?.includes(id)),
    );
    const statuses = asked.map(({ status }) => status);
    return { download: downloadState(statuses, storedBytes, sizeBytes), sizeBytes, storedBytes };
  };

  const viewActivity = (header: ActivityHeader, part: PartRef): ActivityView => {
    const score = scores.get(header.id);
    return {
      header,
      downloaded: stored.has(part.sha256),
      bestPercent: score?.bestPercent ?? null,
      latestPercent: score?.latestPercent ?? null,
      attempts: score?.attempts ?? 0,
      inProgressAttemptId: open.find(({ activityId }) => activityId === header.id)?.id ?? null,
    };
  };

  const units = manifest.units.map((header): UnitView => {
    const refs = unitFiles(header);
    const scopes = reasons.filter(({ scope }) => scope === 'course' || scope === header.id);
    const { part } = header;
    return {
      header,
      lessons: header.lessons.map((lesson) => ({
        header: lesson,
        status: statusOf(lesson.id),
        downloaded: stored.has(lesson.part.sha256),
        sizeBytes: totalBytes(distinct([lesson.part, ...neededAssets(lesson.assets)])),
        media: viewMedia(lesson.assets, ['course', header.id, lesson.id]),
        activities: lesson.activities.map((activity) => viewActivity(activity, lesson.part)),
      })),
      activities: part ? header.activities.map((activity) => viewActivity(activity, part)) : [],
      completedLessons: header.lessons.filter(({ id }) => statusOf(id) === 'completed').length,
      download: downloadState(
        scopes.map(({ status }) => status),
        bytesOf(refs),
        totalBytes(refs),
      ),
      sizeBytes: totalBytes(refs),
      storedBytes: bytesOf(refs),
      media: viewMedia(unitAssets(header), ['course', header.id]),
    };
  });

  const lessons = allLessons(manifest);
  const nextLesson =
    lessons.find(({ lesson }) => statusOf(lesson.id) === 'in_progress') ??
    lessons.find(({ lesson }) => statusOf(lesson.id) !== 'completed') ??
    null;
  return {
    entry,
    manifest,
    version,
    enrollment: enrollment && enrollment.deletedAt === null ? enrollment : null,
    progress: courseProgress(manifest, statusOf),
    units,
    sizeBytes: totalBytes(files),
    storedBytes: bytesOf(files),
    media: viewMedia(manifest.units.flatMap(unitAssets), ['course']),
    download: downloadState(
      reasons.map(({ status }) => status),
      bytesOf(ofUnits),
      totalBytes(ofUnits),
    ),
    nextLesson,
  };
};
