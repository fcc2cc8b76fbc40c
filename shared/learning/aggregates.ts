import type { LessonProgress } from '../collections/lesson-progress.ts';
import type { StudyDay } from '../collections/study-days.ts';
import { sumOf } from '../collections/sum-of.ts';
import type { DayScore } from './day-scores.ts';
import { dayNumber, dayOfNumber } from './local-day.ts';
import { mondayOf } from './streak.ts';

/** What learning comes to over some time, in whole numbers. */
export interface Amounts {
  activeMs: number;
  lessons: number;
  attempts: number;
  answered: number;
  correct: number;
  perfect: number;
  points: number;
}

export const noAmounts = (): Amounts => ({
  activeMs: 0,
  lessons: 0,
  attempts: 0,
  answered: 0,
  correct: 0,
  perfect: 0,
  points: 0,
});

/** By local day and course; 'none' is what belongs to no course. */
export type DayLedger = Map<string, Map<string, Amounts>>;

/** Everything that happened on a day, from the three kinds of rows that know their day. */
export const dayLedger = (rows: {
  studyDays: Iterable<Pick<StudyDay, 'localDay' | 'course' | 'activeMs' | 'deletedAt'>>;
  lessons: Iterable<Pick<LessonProgress, 'courseId' | 'completedDay' | 'status' | 'deletedAt'>>;
  scores: Iterable<DayScore>;
}): DayLedger => {
  const ledger: DayLedger = new Map();
  const amounts = (localDay: string, course: string): Amounts => {
    const day = ledger.get(localDay) ?? new Map<string, Amounts>();
    ledger.set(localDay, day);
    const known = day.get(course) ?? noAmounts();
    day.set(course, known);
    return known;
  };
  for (const { localDay, course, activeMs, deletedAt } of rows.studyDays)
    if (deletedAt === null) amounts(localDay, course).activeMs += sumOf(activeMs);
  for (const { courseId, completedDay, status, deletedAt } of rows.lessons)
    if (deletedAt === null && status === 'completed' && completedDay !== null)
      amounts(completedDay, courseId).lessons += 1;
  for (const { localDay, courses } of rows.scores)
    for (const [course, score] of Object.entries(courses)) add(amounts(localDay, course), score);
  return ledger;
};

const add = (sum: Amounts, more: Partial<Amounts>): Amounts => {
  for (const name of Object.keys(sum) as (keyof Amounts)[]) sum[name] += more[name] ?? 0;
  return sum;
};

/** Whether anything was learned: time, a lesson or an attempt. */
const isActive = ({ activeMs, lessons, attempts }: Amounts): boolean => activeMs > 0 || lessons > 0 || attempts > 0;

/** Each day's amounts, of one course or all, oldest first; days without any learning are left out. */
export const amountsByDay = (ledger: DayLedger, course?: string): { localDay: string; amounts: Amounts }[] =>
  [...ledger]
    .map(([localDay, courses]) => {
      const amounts = noAmounts();
      for (const [name, some] of courses) if (course === undefined || name === course) add(amounts, some);
      return { localDay, amounts };
    })
    .filter(({ amounts }) => isActive(amounts))
    .sort((a, b) => (a.localDay < b.localDay ? -1 : 1));

export type Span = 'day' | 'week' | 'month' | 'all';

/** The first local day of the span a day lies in. */
export const spanStart = (localDay: string, span: Span): string => {
  switch (span) {
    case 'day':
      return localDay;
    case 'week':
      return dayOfNumber(mondayOf(dayNumber(localDay)));
    case 'month':
      return `${localDay.slice(0, 7)}-01`;
    case 'all':
      return '';
  }
};

/** Sums by span, oldest first: a week is the sum of its days, a month of its, and 'all' of all of them, exactly. */
export const amountsBySpan = (
  days: readonly { localDay: string; amounts: Amounts }[],
  span: Span,
): { start: string; amounts: Amounts }[] => {
  const sums = new Map<string, Amounts>();
  for (const { localDay, amounts } of days) {
    const start = spanStart(localDay, span);
    sums.set(start, add(sums.get(start) ?? noAmounts(), amounts));
  }
  return [...sums].map(([start, amounts]) => ({ start, amounts })).sort((a, b) => (a.start < b.start ? -1 : 1));
};

/** All there was. */
export const overall = (days: readonly { amounts: Amounts }[]): Amounts =>
  days.reduce((sum, { amounts }) => add(sum, amounts), noAmounts());

export interface SkillTrend {
  skillId: string;
  before: { answered: number; correct: number };
  after: { answered: number; correct: number };
  /** Percentage points, rounded: better is above nought. */
  change: number;
}

/** Right answers count from so many on: fewer are chance. */
const ENOUGH = 4;

/** Skills whose answers of the last `days` days were better or worse than those of as many days before. */
export const skillTrends = (scores: Iterable<DayScore>, today: string, days: number): SkillTrend[] => {
  const trends = new Map<string, SkillTrend>();
  for (const { localDay, skills } of scores) {
    const ago = dayNumber(today) - dayNumber(localDay);
    if (ago < 0 || ago >= 2 * days) continue;
    for (const [skillId, { answered, correct }] of Object.entries(skills)) {
      const none = () => ({ answered: 0, correct: 0 });
      const trend = trends.get(skillId) ?? { skillId, before: none(), after: none(), change: 0 };
      trends.set(skillId, trend);
      const part = ago < days ? trend.after : trend.before;
      part.answered += answered;
      part.correct += correct;
    }
  }
  const share = ({ answered, correct }: { answered: number; correct: number }) => (correct * 100) / answered;
  return [...trends.values()]
    .filter(({ before, after }) => before.answered >= ENOUGH && after.answered >= ENOUGH)
    .map((trend) => ({ ...trend, change: Math.round(share(trend.after) - share(trend.before)) }))
    .sort((a, b) => b.change - a.change || (a.skillId < b.skillId ? -1 : 1));
};
