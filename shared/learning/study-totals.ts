import type { StudyDay } from '../collections/study-days.ts';
import { dayNumber } from './local-day.ts';

/** The meaning of a `perDevice` field: what all devices counted together. */
export const sumOf = (byReplica: Readonly<Record<string, number>>): number =>
  Object.values(byReplica).reduce((sum, count) => sum + count, 0);

export interface ActiveTime {
  todayMs: number;
  /** The last seven local days, today's included. */
  weekMs: number;
  totalMs: number;
  /** Local days with any activity. */
  activeDays: number;
  byDay: Map<string, number>;
  byCourse: Map<string, number>;
}

/** Active time from study days: whole milliseconds throughout, so that the total is exactly the sum of the days. */
export const activeTime = (
  days: Iterable<Pick<StudyDay, 'localDay' | 'course' | 'activeMs' | 'deletedAt'>>,
  today: string,
): ActiveTime => {
  const time: ActiveTime = { todayMs: 0, weekMs: 0, totalMs: 0, activeDays: 0, byDay: new Map(), byCourse: new Map() };
  for (const { localDay, course, activeMs, deletedAt } of days) {
    const ms = deletedAt === null ? sumOf(activeMs) : 0;
    if (ms === 0) continue;
    time.byDay.set(localDay, (time.byDay.get(localDay) ?? 0) + ms);
    time.byCourse.set(course, (time.byCourse.get(course) ?? 0) + ms);
    time.totalMs += ms;
    const ago = dayNumber(today) - dayNumber(localDay);
    if (ago === 0) time.todayMs += ms;
    if (ago >= 0 && ago < 7) time.weekMs += ms;
  }
  time.activeDays = time.byDay.size;
  return time;
};
