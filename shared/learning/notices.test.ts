import { expect, test } from 'vitest';
import { noAmounts } from './aggregates.ts';
import { noticesOf } from './notices.ts';

const day = (localDay: string) => ({
  localDay,
  amounts: { ...noAmounts(), activeMs: 600_000, answered: 4, correct: 3 },
});
const occasions = {
  days: [day('2026-01-05'), day('2026-01-07')],
  awards: [{ id: 'first-lesson' as const, earnedDay: '2026-01-05', points: 5 }],
  rested: ['2026-01-06'],
  courses: [{ courseId: 'course', localDay: '2026-01-07' }],
  fading: [
    { skillId: 'b', localDay: '2026-01-12' },
    { skillId: 'a', localDay: '2026-01-12' },
  ],
  off: { streak: false, achievements: false },
};

test('notices tell of what happened, the newest first, and never of what has not', () => {
  expect(noticesOf(occasions, '2026-01-12').map(({ id }) => id)).toEqual([
    'fading:2026-01-12',
    'week:2026-01-05',
    'course:course',
    'rested:2026-01-06',
    'achievement:first-lesson',
    'welcome',
  ]);
  expect(noticesOf(occasions, '2026-01-06').map(({ id }) => id)).toEqual(['achievement:first-lesson', 'welcome']);
});

test('a week is told of once it is over, with what it came to', () => {
  expect(noticesOf(occasions, '2026-01-11').some(({ kind }) => kind === 'week')).toBe(false);
  expect(noticesOf(occasions, '2026-01-12').find(({ kind }) => kind === 'week')).toMatchObject({
    minutes: 20,
    answered: 8,
    correct: 6,
    days: 2,
  });
});

test('nobody hears of a streak or of achievements they switched off, nor of what is long past', () => {
  const quiet = noticesOf({ ...occasions, off: { streak: true, achievements: true } }, '2026-01-08');
  expect(quiet.map(({ kind }) => kind)).toEqual(['course-completed', 'welcome']);
  expect(noticesOf(occasions, '2026-06-01').map(({ kind }) => kind)).toEqual([]);
});
