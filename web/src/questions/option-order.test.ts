import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOptionOrder } from './option-order.ts';

const letters = ['a', 'b', 'c', 'd'];

test('the same attempt and question always give the same order', () => {
  expect(inOptionOrder(letters, 'seed', 'question')).toEqual(inOptionOrder(letters, 'seed', 'question'));
  // Written down: an update of the app must not turn an open attempt's options round.
  expect(inOptionOrder(letters, 'attempt-1', 'question-1')).toEqual(['a', 'd', 'b', 'c']);
});

test('without a seed the order is the author’s', () => {
  expect(inOptionOrder(letters, null, 'question')).toEqual(letters);
});

test('shuffling loses nothing, doubles nothing and leaves its argument alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.string(), fc.string(), (options, seed, question) => {
      const before = [...options];
      expect(inOptionOrder(options, seed, question).sort()).toEqual([...options].sort());
      expect(options).toEqual(before);
    }),
    { seed: 7, numRuns: 200 },
  );
});

test('every option comes first about equally often', () => {
  const first = new Map<string, number>();
  for (let attempt = 0; attempt < 4000; attempt++) {
    const [winner = ''] = inOptionOrder(letters, `attempt ${attempt}`, 'question');
    first.set(winner, (first.get(winner) ?? 0) + 1);
  }
  for (const letter of letters) expect(first.get(letter)).toBeGreaterThan(900);
});
