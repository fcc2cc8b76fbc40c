import { describe, expect, test } from 'vitest';
import type { CourseManifest } from '../content/pack.ts';
import { courseProgress } from './course-progress.ts';

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
