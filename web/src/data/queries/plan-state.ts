import { sumOf } from '@hornbook/shared/collections/sum-of.ts';
import { standingOf } from '@hornbook/shared/learning/attempt-standing.ts';
import type { PlanActivity, PlanLesson, PlanState } from '@hornbook/shared/learning/daily-plan.ts';
import { dueReviews, reviewsPerDay } from '@hornbook/shared/learning/due-reviews.ts';
import { DAY_MS, dayNumber } from '@hornbook/shared/learning/local-day.ts';
import { studyCosts } from '@hornbook/shared/learning/study-costs.ts';
import type { Connections } from '../open-databases.ts';
import type { CourseView } from './course-view.ts';
import { readCourseBySlug } from './courses.ts';

/** Questions a learner is asked to bring a skill back: the same number wherever the plan is made. */
const SKILL_QUESTIONS = 4;
export const USUAL_MINUTES = 15;

/** The courses being taken, the one last opened first. */
export const readActiveCourses = async (connections: Connections): Promise<CourseView[]> => {
  const enrollments = await connections.learner.rows('enrollments').toArray();
  const active = enrollments
    .filter(({ status, deletedAt }) => status === 'active' && deletedAt === null)
    .toSorted((a, b) => b.lastAccessedAt - a.lastAccessedAt || (a.courseId < b.courseId ? -1 : 1));
  const found = await Promise.all(active.map(({ courseId }) => readCourseBySlug(connections, courseId)));
  return found.flatMap((one) => (one.kind === 'ready' ? [one.course] : []));
};

/** The rows that the plan of a local day is made of, courses aside. */
export const readPlanRows = async ({ learner }: Connections, localDay: string) => {
  const today = dayNumber(localDay);
  const [progress, open, skills, due, kept, later, done, ofDay, movedHere, paces, profile] = await Promise.all([
    learner.rows('lessonProgress').toArray(),
    learner.rows('attempts').where('status').equals('in_progress').toArray(),
    learner.skillStates.toArray(),
    learner.cards.where('dueDay').belowOrEqual(today).toArray(),
    learner.cards.where('keptDay').equals(today).toArray(),
    learner.cards
      .where('dueDay')
      .between(today + 1, today + 7, true, true)
      .toArray(),
    learner.foldedAttempts.where('tally.localDay').equals(localDay).toArray(),
    learner.rows('planEntries').where('localDay').equals(localDay).toArray(),
    learner.rows('planEntries').where('movedTo').equals(localDay).toArray(),
    learner.paces.toArray(),
    learner.rows('profile').get('me'),
  ]);
  return { progress, open, skills, due, kept, later, done, ofDay, movedHere, paces, profile };
};

/** What the plan of a local day is made of: rows and what is folded from them, nothing of this device. */
export const planStateOf = (
  rows: Awaited<ReturnType<typeof readPlanRows>>,
  courses: readonly CourseView[],
  localDay: string,
): PlanState & { minutes: number } => {
  const { progress, open, skills, due, kept, later, done, ofDay, movedHere, paces, profile } = rows;
  const today = dayNumber(localDay);
  const minutes = profile?.dailyMinutes || USUAL_MINUTES;
  const completedDay = new Map(
    progress.filter(({ status }) => status === 'completed').map((row) => [row.lessonId, row.completedDay]),
  );
  const cards = new Map([...due, ...kept].map((card) => [card.questionId, card]));
  const reviews = dueReviews(cards.values(), today, reviewsPerDay(minutes));
  const lessonsMs = progress.filter(({ status }) => status === 'completed').map((row) => sumOf(row.timeSpentMs));
  return {
    minutes,
    lessons: courses.flatMap((course) => lessonsOf(course, completedDay)),
    activities: courses.flatMap(activitiesOf),
    openAttempts: open
      // Left for more than a day: it can be gone on with, but it is no part of today.
      .map((attempt) => ({ attempt, standing: standingOf(attempt, attempt.startedAt) }))
      .filter(({ attempt, standing }) => attempt.deletedAt === null && isRecent(standing.lastTouchedAt, today))
      .toSorted((a, b) => b.attempt.startedAt - a.attempt.startedAt || (a.attempt.id < b.attempt.id ? -1 : 1))
      .map(({ attempt, standing }) => ({
        attemptId: attempt.id,
        activityId: attempt.activityId ?? attempt.mode,
        courseId: attempt.courseId,
        questionsLeft: standing.questionCount - standing.answeredCount,
      })),
    skills: skills.flatMap(({ skillId, mastered, dueAt }) =>
      mastered && dueAt !== null ? [{ skillId, dueAt, questions: SKILL_QUESTIONS }] : [],
    ),
    cards: {
      due: reviews.today.length,
      forecast: [1, 2, 3, 4, 5, 6, 7].map((ahead) => later.filter(({ dueDay }) => dueDay === today + ahead).length),
    },
    doneActivities: new Set(done.map(({ activityId }) => activityId)),
    doneSkills: new Set(done.flatMap(({ tally }) => Object.keys(tally?.skills ?? {}))),
    doneCards: reviews.done,
    rows: [...ofDay, ...movedHere.filter((row) => row.localDay !== localDay)],
    costs: studyCosts(paces, lessonsMs),
  };
};

const isRecent = (at: number, today: number): boolean => Math.floor(at / DAY_MS) >= today - 1;

const lessonsOf = (course: CourseView, completedDay: ReadonlyMap<string, string | null>): PlanLesson[] =>
  course.units.flatMap(({ lessons }) =>
    lessons.map(({ header, status, activities }) => ({
      lessonId: header.id,
      courseId: course.entry.courseId,
      minutes: Math.max(1, header.estimatedMinutes),
      begun: status === 'in_progress',
      completedDay: status === 'completed' ? (completedDay.get(header.id) ?? '') : null,
      questions: activities.reduce((sum, activity) => sum + activity.header.questionCount, 0),
    })),
  );

const activitiesOf = (course: CourseView): PlanActivity[] => {
  const { courseId } = course.entry;
  const of = (activities: CourseView['units'][number]['activities'], ready: boolean): PlanActivity[] =>
    activities.map(({ header, attempts }) => ({
      activityId: header.id,
      courseId,
      questions: header.questionCount,
      code: false,
      tried: attempts > 0,
      ready,
    }));
  return course.units.flatMap(({ lessons, activities }) => [
    ...lessons.flatMap((lesson) => of(lesson.activities, lesson.status === 'completed')),
    ...of(activities, lessons.length > 0 && lessons.every(({ status }) => status === 'completed')),
  ]);
};
