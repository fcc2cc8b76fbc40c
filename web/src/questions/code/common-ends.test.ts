import { expect, test } from 'vitest';
import { commonEnds } from './common-ends.ts';

const differing = (one: string, other: string) => {
  const [head, tail] = commonEnds(one, other);
  return [one.slice(head, one.length - tail), other.slice(head, other.length - tail)];
};

test('what differs is marked by whole words', () => {
  expect(differing('false', 'true')).toEqual(['false', 'true']);
  expect(differing("{ time: '09:30' }", "{ time: '11:00' }")).toEqual(['09:30', '11:00']);
  expect(differing("'Hello, Ada.'", "'Hello, Adam.'")).toEqual(['Ada', 'Adam']);
  expect(differing('[1, 2, 3]', '[1, 20, 3]')).toEqual(['2', '20']);
});

test('what is missing is marked where it would stand, and equal texts have nothing marked', () => {
  expect(differing('[1, 2]', '[1]')).toEqual([', 2', '']);
  expect(differing('', 'a')).toEqual(['', 'a']);
  expect(differing('same', 'same')).toEqual(['', '']);
});
