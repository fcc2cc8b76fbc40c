import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { enrollments } from '@hornbook/shared/collections/enrollments.ts';
import { feedback } from '@hornbook/shared/collections/feedback.ts';
import { lessonProgress } from '@hornbook/shared/collections/lesson-progress.ts';
import { planEntries } from '@hornbook/shared/collections/plan-entries.ts';
import { profile } from '@hornbook/shared/collections/profile.ts';
import { studyDays } from '@hornbook/shared/collections/study-days.ts';
import { DAY_MS, localDay } from '@hornbook/shared/learning/local-day.ts';
import { minuteOfDay } from '@hornbook/shared/learning/reminder.ts';
import { formatHlc } from '@hornbook/shared/sync/hlc.ts';
import { newRow, type RowChanges } from '@hornbook/shared/sync/write-row.ts';
import { mulberry32 } from '../bench/random.ts';
import type { Quiz } from '../queries/quiz.ts';
import type { Submission } from '../queries/submit-attempts.ts';
import type { OwnRow } from '../sync/push-rows.ts';
import type { DemoLearner } from './demo-learners.ts';
import type { Material } from './material.ts';
import { respond } from './respond.ts';

export interface DemoHistory {
  rows: OwnRow[];
  submissions: Submission[];
}

const HOUR_MS = 3_600_000;
/** Of a day in UTC: an afternoon in Europe, late morning in America. */
const STUDY_HOUR = 15;

const offsetMinutes = (at: number, zone: string): number => {
  const there = minuteOfDay(at, zone) ?? 0;
  const here = Math.floor((at % DAY_MS) / 60_000);
  return ((there - here + 720 + 1440) % 1440) - 720;
};

/**
 * Days of somebody learning, up to and including the day of `lastAt`: a lesson when there is time for one, its questions,
 * older ones again, better and better. The same seed makes the same history of the same material.
 */
export const demoHistory = (
  learner: DemoLearner,
  courses: readonly Material[],
  { lastAt, days }: { lastAt: number; days: number },
): DemoHistory => {
  const random = mulberry32(learner.seed);
  const chance = (likely: number) => random() < likely;
  const between = (low: number, high: number) => Math.round(low + random() * (high - low));
  const hex = (digits: number) => Array.from({ length: digits }, () => between(0, 15).toString(16)).join('');
  const uuid = (at: number) => {
    const time = at.toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-a${hex(3)}-${hex(12)}`;
  };
  const { replicaId, timeZone } = learner;
  const rows: OwnRow[] = [];
  const submissions: Submission[] = [];
  const say = <C extends Collection>(collection: C, at: number, values: RowChanges<C>) => {
    const row = newRow(collection as Collection, values as RowChanges<Collection>, formatHlc(at, 0, replicaId));
    rows.push({ collection, row });
  };
  /** How often each question was met. */
  const met = new Map<string, number>();
  const lessonsOf = (list: readonly Material[]) =>
    list.flatMap((course) => course.lessons.map((lesson) => ({ course, lesson })));
  const beside = lessonsOf(courses.filter(({ title }) => title === learner.beside));
  const ahead = lessonsOf(courses.filter(({ title }) => title !== learner.beside)).flatMap((one, index) => [
    one,
    ...beside.slice(index, index + 1),
  ]);
  const behind: { course: Material; quiz: Quiz }[] = [];
  const taken = new Map<string, { enrolledAt: number; lastAccessedAt: number; left: number }>();

  const attempt = (course: Material, quiz: Quiz, startedAt: number): number => {
    let at = startedAt;
    const answers = quiz.questions.flatMap(({ id: questionId }) => {
      const question = course.solved(quiz, questionId);
      if (!question) return [];
      const times = met.get(questionId) ?? 0;
      met.set(questionId, times + 1);
      const knows = learner.laterRight - (learner.laterRight - learner.firstRight) * 0.6 ** times;
      const durationMs = between(4_000, 25_000);
      at += durationMs + 1_500;
      const hintsUsed = question.hintsHtml.length > 0 && chance(0.15) ? 1 : 0;
      return [{ questionId, response: respond(question, chance(knows)), hintsUsed, durationMs, answeredAt: at }];
    });
    const completedAt = at + 2_000;
    const utcOffsetMinutes = offsetMinutes(startedAt, timeZone);
    submissions.push({ id: uuid(startedAt), quiz, startedAt, completedAt, timeZone, utcOffsetMinutes, answers });
    return completedAt;
  };

  const firstAt = (Math.floor(lastAt / DAY_MS) - days + 1) * DAY_MS + STUDY_HOUR * HOUR_MS;
  say(profile, firstAt, {
    id: 'me',
    displayName: learner.name,
    fullName: learner.fullName,
    bio: learner.bio,
    goals: learner.goals,
    timeZone,
    dailyMinutes: learner.dailyMinutes,
  });
  for (let number = 0; number < days; number += 1) {
    const begun = firstAt + number * DAY_MS + between(0, 90) * 60_000;
    if (begun > lastAt) break;
    const weekday = (new Date(begun).getUTCDay() + 6) % 7;
    if (number > 0 && !chance(learner.week[weekday] ?? 0)) continue;
    const day = localDay(begun, timeZone);
    const active = new Map<string, number>();
    const spend = (courseId: string, ms: number) => active.set(courseId, (active.get(courseId) ?? 0) + ms);
    let at = begun;
    // A new lesson every third day or so: three months are a course or two.
    const next = number === 0 || chance(0.35) ? ahead.shift() : undefined;
    if (next) {
      const { course, lesson } = next;
      const { courseId } = course;
      const enrolled = taken.get(courseId) ?? { enrolledAt: at, lastAccessedAt: at, left: course.lessons.length };
      const timeSpent = Math.round(lesson.minutes * 60_000 * (0.7 + random() * 0.6));
      const lessonId = lesson.id;
      say(planEntries, at, {
        localDay: day,
        kind: 'lesson',
        target: lessonId,
        minutes: lesson.minutes,
        startedAt: at,
        state: 'done',
      });
      const startedAt = at;
      at += timeSpent;
      say(lessonProgress, at, {
        lessonId,
        courseId,
        status: 'completed',
        startedAt,
        completedAt: at,
        completedDay: day,
        timeSpentMs: { [replicaId]: timeSpent },
        lastPosition: 1000,
      });
      spend(courseId, timeSpent);
      taken.set(courseId, { ...enrolled, lastAccessedAt: at, left: enrolled.left - 1 });
      if (enrolled.left === 2)
        say(feedback, at, {
          targetKind: 'course',
          targetId: courseId,
          courseId,
          stars: chance(0.5) ? '5' : '4',
          type: 'praise',
          text: 'Short enough for a break, and it asks until I know it.',
          givenAt: at,
        });
      behind.push(...lesson.quizzes.map((quiz) => ({ course, quiz })));
    }
    const fresh = next ? next.lesson.quizzes.map((quiz) => ({ course: next.course, quiz })) : [];
    const again = Array.from(
      { length: learner.attemptsPerDay - fresh.length },
      () => behind[between(0, behind.length - 1)],
    );
    for (const one of [...fresh, ...again]) {
      if (!one) continue;
      const ended = attempt(one.course, one.quiz, at + 5_000);
      spend(one.course.courseId, ended - at);
      at = ended;
    }
    if (!next && chance(0.3))
      say(planEntries, at, {
        localDay: day,
        kind: 'mixed',
        target: 'mixed',
        minutes: 5,
        state: chance(0.5) ? 'skipped' : 'done',
      });
    for (const [course, ms] of active) say(studyDays, at, { localDay: day, course, activeMs: { [replicaId]: ms } });
  }
  for (const [courseId, { enrolledAt, lastAccessedAt, left }] of taken)
    say(enrollments, lastAccessedAt, {
      courseId,
      enrolledAt,
      lastAccessedAt,
      status: left === 0 ? 'completed' : 'active',
      completedAt: left === 0 ? lastAccessedAt : null,
    });
  return { rows, submissions };
};
