import { noAmounts } from '@hornbook/shared/learning/aggregates.ts';
import { expect, test } from 'vitest';
import { accuracy, latestPeriods, wholeMinutes } from './periods.ts';

const day = (localDay: string, activeMs: number) => ({ localDay, amounts: { ...noAmounts(), activeMs } });

test('a chart shows the latest days, weeks and months, empty ones among them', () => {
  const days = [day('2025-12-31', 5), day('2026-01-04', 7), day('2026-01-05', 9)];
  const ofDays = latestPeriods(days, '2026-01-06', 'day');
  expect(ofDays).toHaveLength(14);
  expect(ofDays.slice(-3).map(({ start, amounts }) => [start, amounts.activeMs])).toEqual([
    ['2026-01-04', 7],
    ['2026-01-05', 9],
    ['2026-01-06', 0],
  ]);
  const weeks = latestPeriods(days, '2026-01-06', 'week');
  expect(weeks.slice(-2).map(({ start, amounts }) => [start, amounts.activeMs])).toEqual([
    ['2025-12-29', 12],
    ['2026-01-05', 9],
  ]);
  const months = latestPeriods(days, '2026-01-06', 'month');
  expect(months).toHaveLength(12);
  expect(months.slice(-2).map(({ start }) => start)).toEqual(['2025-12-01', '2026-01-01']);
});

test('all of it goes back to the first day, however long ago, and leaves nothing out', () => {
  const all = latestPeriods([day('2023-05-20', 3), day('2026-01-05', 4)], '2026-01-06', 'all');
  expect(all[0]?.start).toBe('2023-05-01');
  expect(all.reduce((sum, { amounts }) => sum + amounts.activeMs, 0)).toBe(7);
});

test('accuracy is of answers, and nothing without any', () => {
  expect(accuracy({ answered: 3, correct: 2 })).toBe(67);
  expect(accuracy({ answered: 0, correct: 0 })).toBe(null);
});

test('minutes on the lines of a table add up to the last line', () => {
  expect(wholeMinutes([90_000, 90_000, 100_000], 5)).toEqual([2, 1, 2]);
  expect(wholeMinutes([60_000, 0], 1)).toEqual([1, 0]);
});
