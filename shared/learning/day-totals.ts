import type { LessonProgress } from '../collections/lesson-progress.ts';
import { type Amounts, amountsByDay, dayLedger } from './aggregates.ts';
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
  totals: readonly DayTotals[],
  lessons: Iterable<Pick<LessonProgress, 'courseId' | 'completedDay' | 'status' | 'deletedAt'>>,
): { localDay: string; amounts: Amounts }[] => {
  const ofLessons = amountsByDay(dayLedger({ studyDays: [], lessons, scores: [] }));
  // Few days have lessons, of many: only these are added to.
  const added = new Map(ofLessons.map(({ localDay, amounts }) => [localDay, amounts.lessons]));
  const days = totals.map(({ localDay, amounts }) => {
    const more = added.get(localDay);
    added.delete(localDay);
    return { localDay, amounts: more === undefined ? amounts : { ...amounts, lessons: more } };
  });
  if (added.size === 0) return days;
  const others = ofLessons.filter(({ localDay }) => added.has(localDay));
  return [...days, ...others].sort((a, b) => (a.localDay < b.localDay ? -1 : 1));
};
