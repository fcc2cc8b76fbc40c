import { beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '../clock.ts';
import type { Connections } from '../connections.ts';
import { readCourseBySlug } from '../queries/courses.ts';
import { readDayPlan } from '../queries/day-plan.ts';
import { readStudyTotals } from '../queries/study-totals.ts';
import { readOutbox } from '../queries/sync-status.ts';
import { freshDevice, install, reload } from '../testing/fresh-device.ts';
import { publishSample, SAMPLE } from '../testing/sample-course.ts';
import { enrol, setEnrollmentStatus } from './enrol.ts';
import { exportOwnData } from './export-own-data.ts';
import { setProfile } from './set-profile.ts';
import { addStudyTime, completeLesson, openLesson, saveLessonPosition } from './study-lesson.ts';
import { startAttempt } from './take-attempt.ts';

const { courseId } = SAMPLE;
const lessonId = SAMPLE.lessonId(0, 0);
let device: Connections;
let time = Date.UTC(2026, 0, 5, 12);

const course = async () => {
  const found = await readCourseBySlug(device, SAMPLE.slug);
  if (found.kind !== 'ready') throw new Error(found.kind);
  return found.course;
};

beforeEach(async () => {
  device = await freshDevice();
  time = Date.UTC(2026, 0, 5, 12);
  setClock(() => time);
  await install(device, await publishSample());
});

describe('studying a lesson', () => {
  test('takes the course, resumes at the last position, and goes on with the lesson in progress', async () => {
    await openLesson(courseId, lessonId);
    await saveLessonPosition(courseId, lessonId, 437.4);
    device = await reload();
    expect((await device.learner.rows('lessonProgress').get(lessonId))?.lastPosition).toBe(437);
    const { enrollment, nextLesson, progress } = await course();
    expect(enrollment?.status).toBe('active');
    expect(nextLesson?.lesson.id).toBe(lessonId);
    expect(progress).toEqual({ completedLessons: 0, totalLessons: 4, percent: 0 });
    expect((await readDayPlan(device)).open[0]).toMatchObject({
      kind: 'lesson',
      begun: true,
      target: lessonId,
      ready: true,
    });
  });

  test('completes the course with its last lesson, and never un-completes one that is opened again', async () => {
    const lessons = [0, 1].flatMap((unit) => [0, 1].map((lesson) => SAMPLE.lessonId(unit, lesson)));
    const completed = [];
    for (const id of lessons) completed.push(await completeLesson(courseId, id));
    expect(completed.map((outcome) => outcome.kind === 'completed' && outcome.courseCompleted)).toEqual([
      false,
      false,
      false,
      true,
    ]);
    await openLesson(courseId, lessonId);
    const { enrollment, progress, nextLesson } = await course();
    expect(enrollment).toMatchObject({ status: 'completed', completedAt: time });
    expect(progress?.percent).toBe(100);
    expect(nextLesson).toBeNull();
  });

  test('does not take up a paused course by itself', async () => {
    await enrol(courseId);
    await setEnrollmentStatus(courseId, 'paused');
    await openLesson(courseId, lessonId);
    expect((await course()).enrollment?.status).toBe('paused');
  });

  test('adds active time by local day, course and lesson', async () => {
    await openLesson(courseId, lessonId);
    await addStudyTime({ courseId, lessonId, ms: 60_000 });
    await addStudyTime({ courseId, lessonId, ms: 30_000.4 });
    await addStudyTime({ courseId: null, ms: 5_000 });
    await addStudyTime({ courseId, ms: Number.NaN });
    time += 86_400_000;
    await addStudyTime({ courseId, ms: 1_000 });
    expect(await readStudyTotals(device)).toMatchObject({
      todayMs: 1_000,
      weekMs: 96_000,
      totalMs: 96_000,
      activeDays: 2,
    });
    const progress = await device.learner.rows('lessonProgress').get(lessonId);
    expect(Object.values(progress?.timeSpentMs ?? {})).toEqual([90_000]);
  });

  test('names what waits to be sent', async () => {
    await openLesson(courseId, lessonId);
    await startAttempt(SAMPLE.slug, SAMPLE.quizId(0, 0));
    await setProfile({ displayName: 'Ada' });
    expect((await readOutbox(device)).map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        { kind: 'lesson', title: 'Lesson 1.1' },
        { kind: 'course', title: 'Sample course' },
        { kind: 'quiz', title: 'Quiz 1.1' },
        { kind: 'profile', title: null },
      ]),
    );
  });
});

describe('the profile', () => {
  test('is cleaned before it is stored, for the service alters nothing', async () => {
    const lone = '\ud800';
    expect(
      await setProfile({ displayName: `  A\u0000d${lone}a\u0301 `, bio: '   ', goals: ['x'.repeat(300)] }),
    ).toEqual({
      kind: 'stored',
    });
    const stored = await device.learner.rows('profile').get('me');
    expect(stored).toMatchObject({ displayName: 'Ad\u00e1', bio: null, goals: ['x'.repeat(200)] });
  });

  test('comes out with everything else in the export', async () => {
    await setProfile({ displayName: 'Ada' });
    await openLesson(courseId, lessonId);
    const { file, fileName } = await exportOwnData();
    const text = await file.text();
    const data = JSON.parse(text);
    expect(fileName).toBe('hornbook-2026-01-05.json');
    expect(data.rows.profile).toMatchObject([{ displayName: 'Ada' }]);
    expect(data.rows.lessonProgress).toHaveLength(1);
    expect(data.notYetSent).toHaveLength(3);
    expect(text).not.toContain('_key');
  });
});
