import type { LessonProgress } from '../collections/lesson-progress.ts';
import { type Amounts, amountsByDay, type DayLedger, dayLedger } from './aggregates.ts';
import type { DayScore } from './day-scores.ts';

/** Raise it when days are added up in another way. */
export const DAY_TOTALS_VERSION = 1;

/** A local day added up over all courses, lessons left out: they know their day themselves and are few. */
export interface DayTotals {
  localDay: string;
  amounts: Amounts;
  /** The instants of the first and the last attempt, ms, where there was one. */
  firstAt: number | null;
  lastAt: number | null;
}

type Sources = Parameters<typeof dayLedger>[0];

/** Days with any time or attempt, oldest first. */
export const dayTotals = ({ studyDays, scores }: Omit<Sources, 'lessons'>): DayTotals[] => {
  const known = [...scores];
  const instants = new Map(known.map((score): [string, DayScore] => [score.localDay, score]));
  return amountsByDay(dayLedger({ studyDays, lessons: [], scores: known })).map(({ localDay, amounts }) => {
    const { firstAt = null, lastAt = null } = instants.get(localDay) ?? {};
    return { localDay, amounts, firstAt, lastAt };
  });
};

/** The same days, and those on which nothing but lessons were completed, with the lessons of each. */
export const addLessons = (
  totals: Iterable<DayTotals>,
  lessons: Iterable<Pick<LessonProgress, 'courseId' | 'completedDay' | 'status' | 'deletedAt'>>,
): { localDay: string; amounts: Amounts }[] => {
  const days: DayLedger = dayLedger({ studyDays: [], lessons, scores: [] });
  for (const { localDay, amounts } of totals) {
    const day = days.get(localDay) ?? new Map<string, Amounts>();
    days.set(localDay, day.set('', amounts));
  }
  return amountsByDay(days);
};
