import { localDay } from '@hornbook/shared/learning/local-day.ts';
import { now, timeZone } from '../clock.ts';
import type { Connections } from '../connections.ts';
import { sumOf } from './lessons.ts';
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
  /** Answers by question of completed attempts the server or this device has graded. */
  questionsAnswered: number;
  /** The last seven local days, oldest first. */
  lastSevenDays: { localDay: string; ms: number }[];
}

const DAY_MS = 86_400_000;

export const readStudyTotals = async ({ learner }: Connections): Promise<StudyTotals> => {
  const [days, lessonsCompleted, attempts] = await Promise.all([
    learner.rows('studyDays').toArray(),
    learner.rows('lessonProgress').where('status').equals('completed').count(),
    learner.rows('attempts').where('status').equals('completed').toArray(),
  ]);
  const byDay = new Map<string, number>();
  for (const day of days) byDay.set(day.localDay, (byDay.get(day.localDay) ?? 0) + sumOf(day.activeMs));
  const lastSevenDays = [6, 5, 4, 3, 2, 1, 0].map((ago) => {
    const day = localDay(now() - ago * DAY_MS, timeZone());
    return { localDay: day, ms: byDay.get(day) ?? 0 };
  });
  const today = lastSevenDays[6] as { localDay: string; ms: number };
  return {
    today: today.localDay,
    todayMs: today.ms,
    weekMs: lastSevenDays.reduce((sum, { ms }) => sum + ms, 0),
    totalMs: [...byDay.values()].reduce((sum, ms) => sum + ms, 0),
    activeDays: [...byDay.values()].filter((ms) => ms > 0).length,
    lessonsCompleted,
    attemptsCompleted: attempts.length,
    questionsAnswered: attempts.reduce(
      (sum, { answers }) => sum + Object.values(answers).filter(({ response }) => response !== null).length,
      0,
    ),
    lastSevenDays,
  };
};

export const useStudyTotals = (): StudyTotals | undefined => useLive(readStudyTotals);
