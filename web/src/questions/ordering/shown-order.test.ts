import { sampleQuestions } from '@hornbook/shared/testing/sample-questions.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moved, shownOrder } from './shown-order.ts';

const { ordering } = sampleQuestions;
const idsOf = (...args: Parameters<typeof shownOrder>) => shownOrder(...args).map(({ id }) => id);

test('nobody begins with the right order, shuffled or not', () => {
  for (let attempt = 0; attempt < 200; attempt++) {
    const start = idsOf(ordering, null, `attempt ${attempt}`);
    expect(start).not.toEqual(ordering.solution.optionIds);
    expect(start.toSorted()).toEqual(ordering.solution.optionIds);
  }
  const inOrder = { ...ordering, options: ordering.options.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
  expect(idsOf(inOrder, null, null)).toEqual(['b', 'c', 'd', 'a']);
});

test('what was given stays as it was given; what it did not have comes last', () => {
  const given = (text: string) => ({ kind: 'ordering' as const, optionIds: [...text] });
  expect(idsOf(ordering, given('dabc'), 'seed')).toEqual(['d', 'a', 'b', 'c']);
  expect(idsOf(ordering, given('dzd'), null)).toEqual(['d', 'c', 'a', 'b']);
});

test('a step moves one thing past its neighbour, and nothing at the ends', () => {
  expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 'z', 1)).toEqual(['a', 'b', 'c']);
});

test('any order can be reached from any other, by steps', () => {
  const letters = ['a', 'b', 'c', 'd', 'e'];
  fc.assert(
    fc.property(fc.shuffledSubarray(letters, { minLength: 5 }), (wanted) => {
      let order = letters;
      wanted.forEach((id, place) => {
        while (order.indexOf(id) > place) order = moved(order, id, -1);
      });
      expect(order).toEqual(wanted);
    }),
    { seed: 4, numRuns: 100 },
  );
});
