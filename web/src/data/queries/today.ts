import { standingOf } from '@hornbook/shared/learning/attempt-standing.ts';
import { now } from '../clock.ts';
import type { Connections } from '../connections.ts';
import { findActivity } from '../manifest-index.ts';
import type { CourseView } from './course-view.ts';
import { readCourseBySlug, readEntries } from './courses.ts';
import { useLive } from './live.ts';
import { readSkills, type SkillView } from './skills.ts';

interface Place {
  courseId: string;
  courseSlug: string;
  courseTitle: string;
  minutes: number;
  /** Playable without a connection. */
  ready: boolean;
  sizeBytes: number;
}

export type TodayEntry =
  | (Place & {
      kind: 'resume-attempt';
      attemptId: string;
      activityId: string;
      title: string;
      answered: number;
      questions: number;
    })
  | (Place & { kind: 'continue-lesson' | 'next-lesson'; lessonId: string; title: string; unitTitle: string })
  | (Place & { kind: 'quiz'; activityId: string; title: string })
  | (Place & { kind: 'review'; skill: SkillView; activityId: string });

export interface TodayPlan {
  /** Best first; the first is the one to offer. Empty when nothing was begun. */
  entries: TodayEntry[];
  fading: SkillView[];
  /** Courses being taken. */
  enrolled: number;
  /** Something can be begun: courses are known here. */
  courses: number;
}

/** What to do now: what was begun, what fades, what comes next. Ready things first among equals. */
export const readToday = async (connections: Connections): Promise<TodayPlan> => {
  const [entries = [], enrollments, { skills }, open] = await Promise.all([
    readEntries(connections),
    connections.learner.rows('enrollments').toArray(),
    readSkills(connections),
    connections.learner.rows('attempts').where('status').equals('in_progress').toArray(),
  ]);
  const active = enrollments
    .filter(({ status, deletedAt }) => status === 'active' && deletedAt === null)
    .toSorted((a, b) => b.lastAccessedAt - a.lastAccessedAt);
  const courses: CourseView[] = [];
  for (const { courseId } of active) {
    const found = await readCourseBySlug(connections, courseId);
    if (found.kind === 'ready') courses.push(found.course);
  }

  const plan: TodayEntry[] = [];
  const asOf = now();
  for (const attempt of open.toSorted((a, b) => b.startedAt - a.startedAt)) {
    if (attempt.deletedAt !== null || attempt.activityId === null) continue;
    const standing = standingOf(attempt, asOf);
    const course = courses.find(({ entry }) => entry.courseId === attempt.courseId);
    const found = course && findActivity(course.manifest, attempt.activityId);
    if (!course || !found || standing.status !== 'in_progress') continue;
    const left = standing.questionCount - standing.answeredCount;
    plan.push({
      kind: 'resume-attempt',
      ...placeOf(course, Math.max(1, Math.ceil(left / 2)), isStored(course, attempt.activityId), found.part.sizeBytes),
      attemptId: attempt.id,
      activityId: attempt.activityId,
      title: found.header.title,
      answered: standing.answeredCount,
      questions: standing.questionCount,
    });
  }

  const fading = skills
    .filter(({ status }) => status === 'review_needed')
    .toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
  for (const skill of fading.slice(0, 3)) {
    const entry = entries.find(({ courseId }) => courseId === skill.practice?.courseId);
    if (!skill.practice || !entry) continue;
    const { courseId, courseSlug, activityId, minutes } = skill.practice;
    plan.push({
      kind: 'review',
      courseId,
      courseSlug,
      courseTitle: entry.title,
      minutes,
      ready: true,
      sizeBytes: 0,
      skill,
      activityId,
    });
  }

  for (const course of courses) {
    const next = course.nextLesson;
    if (!next) continue;
    const view = course.units.flatMap(({ lessons }) => lessons).find(({ header }) => header.id === next.lesson.id);
    plan.push({
      kind: view?.status === 'in_progress' ? 'continue-lesson' : 'next-lesson',
      ...placeOf(course, next.lesson.estimatedMinutes, view?.downloaded ?? false, view?.sizeBytes ?? 0),
      lessonId: next.lesson.id,
      title: next.lesson.title,
      unitTitle: next.unit.title,
    });
    const quiz = untriedQuiz(course);
    if (quiz) {
      plan.push({
        kind: 'quiz',
        ...placeOf(course, Math.max(1, Math.ceil(quiz.header.questionCount / 2)), quiz.downloaded, 0),
        activityId: quiz.header.id,
        title: quiz.header.title,
      });
    }
  }
  const ordered = [...plan.filter(({ ready }) => ready), ...plan.filter(({ ready }) => !ready)];
  return { entries: ordered, fading, enrolled: active.length, courses: entries.length };
};

const placeOf = ({ entry }: CourseView, minutes: number, ready: boolean, sizeBytes: number): Place => ({
  courseId: entry.courseId,
  courseSlug: entry.slug,
  courseTitle: entry.title,
  minutes,
  ready,
  sizeBytes,
});

const isStored = (course: CourseView, activityId: string): boolean =>
  course.units.some((unit) =>
    [...unit.activities, ...unit.lessons.flatMap(({ activities }) => activities)].some(
      ({ header, downloaded }) => header.id === activityId && downloaded,
    ),
  );

/** The first activity of a completed lesson that was never done. */
const untriedQuiz = (course: CourseView) =>
  course.units
    .flatMap(({ lessons }) => lessons)
    .filter(({ status }) => status === 'completed')
    .flatMap(({ activities }) => activities)
    .find(({ attempts, inProgressAttemptId }) => attempts === 0 && inProgressAttemptId === null);

export const useToday = (): TodayPlan | undefined => useLive(readToday);
