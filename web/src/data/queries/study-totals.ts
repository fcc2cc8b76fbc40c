import { dayNumber, dayOfNumber } from '@hornbook/shared/learning/local-day.ts';
import type { Connections } from '../connections.ts';
import { readToday } from '../corrected-clock.ts';
import { readDayTotals } from '../month-totals.ts';
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
  const [today, days, lessonsCompleted, scores] = await Promise.all([
    readToday(learner),
    readDayTotals(learner),
    learner.rows('lessonProgress').where('status').equals('completed').count(),
    learner.activityScores.toArray(),
  ]);
  const timed = days.filter(({ amounts }) => amounts.activeMs > 0);
  const byDay = new Map(timed.map(({ localDay, amounts }) => [localDay, amounts.activeMs]));
  const lastSevenDays = [6, 5, 4, 3, 2, 1, 0].map((ago) => {
    const localDay = dayOfNumber(dayNumber(today) - ago);
    return { localDay, ms: byDay.get(localDay) ?? 0 };
  });
  return {
    today,
    todayMs: byDay.get(today) ?? 0,
    weekMs: lastSevenDays.reduce((sum, { ms }) => sum + ms, 0),
    totalMs: timed.reduce((sum, { amounts }) => sum + amounts.activeMs, 0),
    activeDays: timed.length,
    lessonsCompleted,
    attemptsCompleted: scores.reduce((sum, { attempts }) => sum + attempts, 0),
    questionsAnswered: scores.reduce((sum, { answered }) => sum + answered, 0),
    lastSevenDays,
  };
};

export const useStudyTotals = (): StudyTotals | undefined => useLive(readStudyTotals);
