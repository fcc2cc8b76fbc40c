import { type Amounts, amountsBySpan, noAmounts, type Span, spanStart } from '@hornbook/shared/learning/aggregates.ts';
import { dayNumber, dayOfNumber } from '@hornbook/shared/learning/local-day.ts';

export interface Period {
  /** The first local day of it. */
  start: string;
  amounts: Amounts;
}

/** How many periods a chart shows. */
const SHOWN: Record<Exclude<Span, 'all'>, number> = { day: 14, week: 12, month: 12 };

/** The period before the one that begins on a day. */
const before = (start: string, span: Span): string => spanStart(dayOfNumber(dayNumber(start) - 1), span);

/** The latest periods up to today, oldest first, those without any learning among them. `all` is shown by months. */
export const latestPeriods = (
  days: readonly { localDay: string; amounts: Amounts }[],
  today: string,
  span: Span,
): Period[] => {
  const step = span === 'all' ? 'month' : span;
  const known = new Map(amountsBySpan(days, step).map(({ start, amounts }) => [start, amounts]));
  const first = days[0]?.localDay ?? today;
  const periods: Period[] = [];
  let start = spanStart(today, step);
  // All of it goes back to the first day; a year at least, so that a beginning does not look like a wall.
  const enough = (count: number) =>
    span === 'all' ? count >= 12 && start < spanStart(first, step) : count >= SHOWN[span];
  while (!enough(periods.length) && periods.length < 120) {
    periods.unshift({ start, amounts: known.get(start) ?? noAmounts() });
    start = before(start, step);
  }
  return periods;
};

/** Whole percents of answers that were right, or null when there were none. */
export const accuracy = ({ answered, correct }: Pick<Amounts, 'answered' | 'correct'>): number | null =>
  answered === 0 ? null : Math.round((correct * 100) / answered);

export const minutesOf = ({ activeMs }: Pick<Amounts, 'activeMs'>): number => Math.round(activeMs / 60_000);

/** Whole minutes of several times that add up to those of all together: the largest rests are rounded up. */
export const wholeMinutes = (timesMs: readonly number[], all: number): number[] => {
  const minutes = timesMs.map((ms) => Math.floor(ms / 60_000));
  const order = timesMs.map((ms, index) => ({ index, rest: ms % 60_000 })).toSorted((a, b) => b.rest - a.rest);
  let missing = all - minutes.reduce((sum, some) => sum + some, 0);
  for (const { index } of order) {
    if (missing <= 0) break;
    minutes[index] = (minutes[index] ?? 0) + 1;
    missing -= 1;
  }
  return minutes;
};
