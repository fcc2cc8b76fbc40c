import type { Enrollment } from '../collections/enrollments.ts';
import type { LessonProgress } from '../collections/lesson-progress.ts';
import type { StudyDay } from '../collections/study-days.ts';
import { type Award, awardsOf, type History } from './achievements.ts';
import { type Amounts, amountsByDay, dayLedger } from './aggregates.ts';
import type { DayScore } from './day-scores.ts';
import { DAY_MS, dayOfNumber } from './local-day.ts';
import type { SkillState } from './skill-state.ts';
import { type ActiveDay, STREAK_POLICY, type Streak, streakOf, weeklyStreakOf } from './streak.ts';

/** Raise it when streaks or awards are made of rows in another way. */
export const HABIT_VERSION = 1;

/** The rows and folds that streaks and awards are made of. */
export interface HabitSources {
  studyDays: Iterable<Pick<StudyDay, 'localDay' | 'course' | 'activeMs' | 'deletedAt'>>;
  lessons: Iterable<Pick<LessonProgress, 'courseId' | 'completedDay' | 'status' | 'deletedAt'>>;
  enrollments: Iterable<Pick<Enrollment, 'courseId' | 'completedAt' | 'deletedAt'>>;
  scores: readonly DayScore[];
  skills: Iterable<Pick<SkillState, 'masteredDay' | 'restoredDay'>>;
  /** The local days on which results were first bettered, one an activity. */
  bettered: readonly string[];
  /** The learner's own, from the profile. */
  timeZone: string | null;
  /** Null: the usual one. */
  weeklyGoal: number | null;
}

/** A streak as of its last active day: no clock is read, so it is the same wherever and whenever it is folded. */
export interface KeptStreak extends Omit<Streak, 'run' | 'activeToday'> {
  weekly: { current: number; longest: number; goal: number };
}

export interface Habits {
  streak: KeptStreak;
  awards: Award[];
}

/** An instant as a date that is the same in every zone that reads it. */
export const dayOfInstant = (at: number): string => dayOfNumber(Math.floor(at / DAY_MS));

/** Days with any learning, with the instants by which a jump of the calendar is known. */
export const activeDays = (
  days: readonly { localDay: string }[],
  scores: readonly Pick<DayScore, 'localDay' | 'firstAt' | 'lastAt'>[],
): ActiveDay[] => {
  const instants = new Map(scores.map((score) => [score.localDay, score]));
  return days.map(({ localDay }) => ({
    localDay,
    firstAt: instants.get(localDay)?.firstAt ?? null,
    lastAt: instants.get(localDay)?.lastAt ?? null,
  }));
};

export const completedCourses = (enrollments: HabitSources['enrollments']): { courseId: string; localDay: string }[] =>
  [...enrollments].flatMap(({ courseId, completedAt, deletedAt }) =>
    completedAt !== null && deletedAt === null ? [{ courseId, localDay: dayOfInstant(completedAt) }] : [],
  );

/** What awards are made of. */
export const historyOf = (
  { enrollments, skills, bettered }: Pick<HabitSources, 'enrollments' | 'skills' | 'bettered'>,
  days: readonly { localDay: string; amounts: Amounts }[],
  streak: Pick<Streak, 'run' | 'rested'>,
): History => {
  const known = [...skills];
  return {
    days,
    streak,
    courses: completedCourses(enrollments).map(({ localDay }) => localDay),
    mastered: known.flatMap(({ masteredDay }) => masteredDay ?? []),
    restored: known.flatMap(({ restoredDay }) => restoredDay ?? []),
    bettered,
  };
};

/** [D1] Streak and awards as of the last active day. */
export const foldHabits = (sources: HabitSources): Habits => {
  const { studyDays, lessons, scores, timeZone } = sources;
  const days = amountsByDay(dayLedger({ studyDays, lessons, scores }));
  const active = activeDays(days, scores);
  const asOf = days.at(-1)?.localDay ?? dayOfNumber(0);
  const whole = streakOf(active, asOf, timeZone);
  const { run, activeToday, ...streak } = whole;
  const { current, longest, goal } = weeklyStreakOf(active, asOf, sources.weeklyGoal ?? STREAK_POLICY.weeklyGoal);
  return {
    streak: { ...streak, weekly: { current, longest, goal } },
    awards: awardsOf(historyOf(sources, days, whole)),
  };
};
