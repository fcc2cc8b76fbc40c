import { describe, expect, test } from 'vitest';
import type { CourseManifest } from '../content/pack.ts';
import { courseProgress } from './course-progress.ts';
import { activeTime } from './study-totals.ts';

const day = (localDay: string, activeMs: Record<string, number>, course = 'none', deletedAt: number | null = null) => ({
  localDay,
  course,
  activeMs,
  deletedAt,
});

describe('active time', () => {
  test('is the sum over devices, days and courses', () => {
    const time = activeTime(
      [
        day('2026-01-08', { one: 1_000, two: 500 }),
        day('2026-01-08', { one: 200 }, 'course'),
        day('2026-01-02', { two: 30 }),
        day('2026-01-01', { two: 7 }, 'course'),
        day('2025-06-01', {}, 'course'),
        day('2026-01-07', { one: 99 }, 'none', 1),
      ],
      '2026-01-08',
    );
    expect(time).toMatchObject({ todayMs: 1_700, weekMs: 1_730, totalMs: 1_737, activeDays: 3 });
    expect([...time.byCourse]).toEqual([
      ['none', 1_530],
      ['course', 207],
    ]);
  });

  test('leaves days ahead of today out of the week: a clock was wrong, and the total still counts them', () => {
    expect(activeTime([day('2027-01-01', { one: 5 })], '2026-01-08')).toMatchObject({ weekMs: 0, totalMs: 5 });
  });
});

describe('course progress', () => {
  const manifest = { units: [{ lessons: [{ id: 'a' }, { id: 'b' }] }, { lessons: [{ id: 'c' }] }] } as unknown as Pick<
    CourseManifest,
    'units'
  >;
  test('is completed lessons of the version, rounded down so that only all are a hundred', () => {
    const progress = (...done: string[]) =>
      courseProgress(manifest, (id) => (done.includes(id) ? 'completed' : 'in_progress'));
    expect(progress('a', 'b')).toEqual({ completedLessons: 2, totalLessons: 3, percent: 66 });
    expect(progress('a', 'b', 'c', 'gone').percent).toBe(100);
    expect(courseProgress({ units: [] }, () => 'completed').percent).toBe(0);
  });
});
