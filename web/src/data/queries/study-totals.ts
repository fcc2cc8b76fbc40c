import { dayNumber, dayOfNumber } from '@hornbook/shared/learning/local-day.ts';
import { activeTime } from '@hornbook/shared/learning/study-totals.ts';
import type { Connections } from '../connections.ts';
import { readToday } from '../corrected-clock.ts';
import { useLive } from './live.ts';

export interface StudyTotals {
  today: string;
  todayMs: number;
  weekMs: number;
  totalMs: number;
  /** Local days with any activity. */
  activeDays: number;
  lessonsCompleted: number;
  attemptsCompleted: number;
  /** Answered questions of completed attempts. */
  questionsAnswered: number;
  /** The last seven local days, oldest first. */
  lastSevenDays: { localDay: string; ms: number }[];
}

export const readStudyTotals = async ({ learner }: Connections): Promise<StudyTotals> => {
  const [days, lessonsCompleted, scores] = await Promise.all([
    learner.rows('studyDays').toArray(),
    learner.rows('lessonProgress').where('status').equals('completed').count(),
    learner.activityScores.toArray(),
  ]);
  const today = await readToday(learner);
  const week = [6, 5, 4, 3, 2, 1, 0].map((ago) => dayOfNumber(dayNumber(today) - ago));
  const { todayMs, weekMs, totalMs, activeDays, byDay } = activeTime(days, today);
  return {
    today,
    todayMs,
    weekMs,
    totalMs,
    activeDays,
    lessonsCompleted,
    attemptsCompleted: scores.reduce((sum, { attempts }) => sum + attempts, 0),
    questionsAnswered: scores.reduce((sum, { answered }) => sum + answered, 0),
    lastSevenDays: week.map((day) => ({ localDay: day, ms: byDay.get(day) ?? 0 })),
  };
};

export const useStudyTotals = (): StudyTotals | undefined => useLive(readStudyTotals);
