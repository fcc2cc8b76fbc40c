import { localDay } from '@hornbook/shared/learning/local-day.ts';
import { timeZone } from '../clock.ts';
import { connect } from '../connections.ts';
import { localWrite, type NotStored, type Writer } from '../local-write.ts';
import { allLessons } from '../manifest-index.ts';
import { readManifest } from '../read-manifest.ts';
import type { Stored } from './set-profile.ts';

/** Notes that a lesson was opened. Who opens a lesson takes the course: there is nothing to fill in for that. */
export const openLesson = async (courseId: string, lessonId: string): Promise<Stored | NotStored> =>
  localWrite(await connect(), async ({ at, get, put }) => {
    await put('lessonProgress', { lessonId, courseId, status: 'in_progress', startedAt: at });
    const enrollment = await get('enrollments', courseId);
    const begin = !enrollment || enrollment.deletedAt !== null ? ({ status: 'active' } as const) : {};
    await put('enrollments', { courseId, enrolledAt: at, lastAccessedAt: at, ...begin });
    return { kind: 'stored' };
  });

/** Where reading stopped, in thousandths of the lesson's length. Call it when scrolling rests, not while it moves. */
export const saveLessonPosition = async (
  courseId: string,
  lessonId: string,
  thousandths: number,
): Promise<Stored | NotStored> =>
  localWrite(await connect(), async ({ at, put }) => {
    const lastPosition = Math.min(1000, Math.max(0, Math.round(thousandths)));
    await put('lessonProgress', { lessonId, courseId, status: 'in_progress', startedAt: at, lastPosition });
    return { kind: 'stored' };
  });

const addTo = (counts: Record<string, number> | undefined, replicaId: string, ms: number): Record<string, number> => ({
  ...counts,
  [replicaId]: (counts?.[replicaId] ?? 0) + ms,
});

/** Adds active milliseconds to today's study day, and to a lesson when one is named. */
export const addStudyTime = async (time: {
  courseId: string | null;
  lessonId?: string;
  ms: number;
}): Promise<Stored | NotStored> => {
  const ms = Math.round(time.ms);
  if (!(ms > 0)) return { kind: 'stored' };
  return localWrite(await connect(), async (writer) => {
    await addActiveTime(writer, time.courseId, ms);
    if (time.courseId !== null && time.lessonId !== undefined) {
      const { courseId, lessonId } = time;
      const progress = await writer.get('lessonProgress', lessonId);
      await writer.put('lessonProgress', {
        lessonId,
        courseId,
        status: 'in_progress',
        startedAt: writer.at,
        timeSpentMs: addTo(progress?.timeSpentMs, writer.replicaId, ms),
      });
    }
    return { kind: 'stored' };
  });
};

/** Active time belongs to the local day it ends in. */
export const addActiveTime = async (writer: Writer, courseId: string | null, ms: number): Promise<void> => {
  const day = localDay(writer.at, timeZone());
  const course = courseId ?? 'none';
  const stored = await writer.get('studyDays', `${day}/${course}`);
  await writer.put('studyDays', { localDay: day, course, activeMs: addTo(stored?.activeMs, writer.replicaId, ms) });
};

export type LessonCompleted = { kind: 'completed'; courseCompleted: boolean };

/** Completes a lesson, and with the last one its course. */
export const completeLesson = async (courseId: string, lessonId: string): Promise<LessonCompleted | NotStored> => {
  const connections = await connect();
  const entry = (await connections.catalogue.catalogue.get('catalogue'))?.catalogue.courses.find(
    (course) => course.courseId === courseId,
  );
  const manifest = entry && (await readManifest(connections, entry))?.manifest;
  void import('../ask-to-keep.ts').then(({ askToKeep }) => askToKeep()).catch(() => undefined);
  return localWrite(connections, async ({ at, get, put }) => {
    await put('lessonProgress', {
      lessonId,
      courseId,
      status: 'completed',
      startedAt: at,
      completedAt: at,
      completedDay: localDay(at, timeZone()),
      lastPosition: 1000,
    });
    let courseCompleted = manifest !== undefined;
    for (const { lesson } of manifest ? allLessons(manifest) : []) {
      courseCompleted &&= (await get('lessonProgress', lesson.id))?.status === 'completed';
    }
    const done = courseCompleted ? ({ status: 'completed', completedAt: at } as const) : {};
    await put('enrollments', { courseId, enrolledAt: at, lastAccessedAt: at, ...done });
    return { kind: 'completed', courseCompleted };
  });
};
