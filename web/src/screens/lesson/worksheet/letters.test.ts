import { expect, test } from 'vitest';
import { letter, lettersOf } from './letters.ts';

test('options have letters of their own, however many there are', () => {
  expect([0, 1, 25, 26, 27, 51, 52].map(letter)).toEqual(['a', 'b', 'z', 'aa', 'ab', 'az', 'ba']);
  expect(new Set(Array.from({ length: 800 }, (_, index) => letter(index))).size).toBe(800);
});

test('an answer names the letters that stand on the sheet, in its own order', () => {
  const options = [{ id: 'x' }, { id: 'y' }, { id: 'z' }];
  expect(lettersOf(options, ['z', 'x'])).toEqual(['c', 'a']);
  expect(lettersOf(options, ['gone'])).toEqual([]);
});
