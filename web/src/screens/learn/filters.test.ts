import { expect, test } from 'vitest';
import type { CourseSummary } from '../../data/queries/course-view.ts';
import { matches, noFilters } from './filters.ts';

const course: CourseSummary = {
  entry: {
    courseId: '1',
    slug: 'numeros',
    title: 'Números de cada día',
    shortDescription: 'Contar, medir, comparar.',
    goal: 'Entender los números del diario',
    language: 'es',
    difficulty: 'beginner',
    estimatedHours: 4,
    tags: ['math'],
    version: '0',
    manifest: { sha256: '0', sizeBytes: 1 },
    thumbnail: null,
    unitCount: 1,
    lessonCount: 1,
    textBytes: 1,
    assetBytes: 1,
  },
  enrollment: null,
  progress: null,
  download: 'some',
};

test('without filters every course is shown', () => {
  expect(matches(course, noFilters)).toBe(true);
});

test('words are found without accents, in any order and case', () => {
  expect(matches(course, { ...noFilters, search: 'DIA numeros' })).toBe(true);
  expect(matches(course, { ...noFilters, search: 'numbers' })).toBe(false);
});

test('each filter narrows by its own field', () => {
  expect(matches(course, { ...noFilters, level: 'beginner', tag: 'math', language: 'es' })).toBe(true);
  expect(matches(course, { ...noFilters, level: 'advanced' })).toBe(false);
  expect(matches(course, { ...noFilters, tag: 'science' })).toBe(false);
  expect(matches(course, { ...noFilters, language: 'en' })).toBe(false);
});

test('a course that is here only in part does not count as downloaded', () => {
  expect(matches(course, { ...noFilters, downloaded: 'yes' })).toBe(false);
  expect(matches({ ...course, download: 'downloaded' }, { ...noFilters, downloaded: 'yes' })).toBe(true);
});
