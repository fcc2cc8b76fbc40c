import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSameAnswer } from './same-answer.ts';

const answer = fc.jsonValue({ maxDepth: 4 });

test('a copy says the same, whatever it is made of', () => {
  fc.assert(
    fc.property(answer, (one) => {
      expect(isSameAnswer(one, structuredClone(one))).toBe(true);
    }),
    { seed: 7 },
  );
  expect(isSameAnswer({ stored: new Set(['a', 'b']) }, { stored: new Set(['a', 'b']) })).toBe(true);
});

test('one thing that differs, however deep, is another answer', () => {
  const view = (change: object) => ({ a: [1, { b: new Map([['c', { d: null, ...change }]]) }], s: new Set([1, 2]) });
  expect(isSameAnswer(view({}), view({}))).toBe(true);
  expect(isSameAnswer(view({}), view({ d: undefined }))).toBe(false);
  expect(isSameAnswer(view({}), view({ e: undefined }))).toBe(false);
  expect(isSameAnswer([1, 2], [2, 1])).toBe(false);
  expect(isSameAnswer([], {})).toBe(false);
  expect(isSameAnswer(new Set([1]), new Set([2]))).toBe(false);
  expect(isSameAnswer(0, -0)).toBe(false);
});

test('what can’t be compared is never the same', () => {
  expect(isSameAnswer({ bytes: new Uint8Array([1]) }, { bytes: new Uint8Array([1]) })).toBe(false);
  expect(isSameAnswer({ at: new Date(0) }, { at: new Date(0) })).toBe(false);
  expect(isSameAnswer({ f: () => 1 }, { f: () => 1 })).toBe(false);
});
