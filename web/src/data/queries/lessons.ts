import type { LessonProgress } from '@hornbook/shared/collections/lesson-progress.ts';
import { sumOf } from '@hornbook/shared/collections/sum-of.ts';
import type {
  Activity,
  CatalogueEntry,
  LessonHeader,
  LessonPart,
  UnitHeader,
  UnitPart,
} from '@hornbook/shared/content/pack.ts';
import type { Connections } from '../connections.ts';
import { type ActivityPlace, findActivity, findLesson } from '../manifest-index.ts';
import { readManifest } from '../read-manifest.ts';
import { readEntry } from './courses.ts';
import { useLive } from './live.ts';

export type LessonResult =
  | { kind: 'loading' }
  | { kind: 'unknown' }
  /** Not on this device. `header` is null while the course's table of contents isn't here either. */
  | {
      kind: 'missing';
      entry: CatalogueEntry;
      unit: UnitHeader | null;
      header: LessonHeader | null;
      sizeBytes: number | null;
    }
  | {
      kind: 'ready';
      entry: CatalogueEntry;
      version: string;
      unit: UnitHeader;
      header: LessonHeader;
      part: LessonPart;
      /** The lesson after this one, or null. */
      next: LessonHeader | null;
    };

export interface LessonProgressView {
  status: LessonProgress['status'];
  /** Thousandths of the lesson's length. */
  lastPosition: number;
  timeSpentMs: number;
  completedAt: number | null;
}

export type ActivityResult =
  | { kind: 'loading' }
  | { kind: 'unknown' }
  | { kind: 'missing'; entry: CatalogueEntry; place: ActivityPlace | null; sizeBytes: number | null }
  | { kind: 'ready'; entry: CatalogueEntry; version: string; place: ActivityPlace; activity: Activity };

/** A verified part, parsed. */
export const readPart = async <P extends LessonPart | UnitPart>(
  { catalogue }: Connections,
  sha256: string,
): Promise<P | undefined> => {
  const stored = await catalogue.parts.get(sha256);
  return stored && (JSON.parse(stored.text) as P);
};

export const readLesson = async (connections: Connections, course: string, lessonId: string): Promise<LessonResult> => {
  const entry = await readEntry(connections, course);
  if (!entry) return { kind: 'unknown' };
  const found = await readManifest(connections, entry);
  if (!found) return { kind: 'missing', entry, unit: null, header: null, sizeBytes: null };
  const place = findLesson(found.manifest, lessonId);
  if (!place) return { kind: 'unknown' };
  const { unit, lesson: header, next } = place;
  const part = await readPart<LessonPart>(connections, header.part.sha256);
  if (!part) return { kind: 'missing', entry, unit, header, sizeBytes: header.part.sizeBytes };
  return { kind: 'ready', entry, version: found.version, unit, header, part, next };
};

export const readActivity = async (
  connections: Connections,
  course: string,
  activityId: string,
): Promise<ActivityResult> => {
  const entry = await readEntry(connections, course);
  if (!entry) return { kind: 'unknown' };
  const found = await readManifest(connections, entry);
  if (!found) return { kind: 'missing', entry, place: null, sizeBytes: null };
  const place = findActivity(found.manifest, activityId);
  if (!place) return { kind: 'unknown' };
  const part = await readPart<LessonPart | UnitPart>(connections, place.part.sha256);
  const activity = part?.activities.find(({ id }) => id === activityId);
  if (!activity) return { kind: 'missing', entry, place, sizeBytes: place.part.sizeBytes };
  return { kind: 'ready', entry, version: found.version, place, activity };
};

/** A lesson by course (id or slug) and lesson id. */
export const useLesson = (course: string, lessonId: string): LessonResult =>
  useLive((connections) => readLesson(connections, course, lessonId), course, lessonId) ?? { kind: 'loading' };

export const useLessonProgress = (lessonId: string): LessonProgressView | undefined =>
  useLive(async ({ learner }) => {
    const row = await learner.rows('lessonProgress').get(lessonId);
    return {
      status: row?.status ?? ('not_started' as const),
      lastPosition: row?.lastPosition ?? 0,
      timeSpentMs: row ? sumOf(row.timeSpentMs) : 0,
      completedAt: row?.completedAt ?? null,
    };
  }, lessonId);

/** An activity with its questions, for the page before the start. While playing, use `useAttempt`. */
export const useActivity = (course: string, activityId: string): ActivityResult =>
  useLive((connections) => readActivity(connections, course, activityId), course, activityId) ?? { kind: 'loading' };
