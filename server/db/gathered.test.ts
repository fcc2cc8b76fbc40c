import { expect, test } from 'vitest';
import { gathered } from './gathered.ts';

/** A look-up whose queries are answered when the test says so. */
const heldLook = () => {
  const queries: { keys: readonly string[]; answer: () => void; fail: () => void }[] = [];
  const look = (keys: readonly string[]) =>
    new Promise<ReadonlyMap<string, string>>((resolve, reject) => {
      const answer = () =>
        resolve(new Map(keys.flatMap((key) => (key === 'none' ? [] : [[key, `of ${key}`] as const]))));
      queries.push({ keys, answer, fail: () => reject(new Error('away')) });
    });
  return { look, queries };
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 1));

test('those that ask while a query is on its way go together in the next, and each gets their own', async () => {
  const { look, queries } = heldLook();
  const ask = gathered(look);
  const answers = [ask('a'), ask('b'), ask('a'), ask('none')];
  expect(queries.map(({ keys }) => keys)).toEqual([['a']]);
  queries[0]?.answer();
  await settled();
  // Asked again after the first query was sent: not answered by it.
  expect(queries.map(({ keys }) => keys)).toEqual([['a'], ['b', 'a', 'none']]);
  queries[1]?.answer();
  expect(await Promise.all(answers)).toEqual(['of a', 'of b', 'of a', undefined]);
});

test('a query that fails fails for its own keys alone', async () => {
  const { look, queries } = heldLook();
  const ask = gathered(look);
  const first = ask('a');
  const second = ask('b');
  queries[0]?.fail();
  await expect(first).rejects.toThrow('away');
  queries[1]?.answer();
  expect(await second).toBe('of b');
  const third = ask('c');
  queries[2]?.answer();
  expect(await third).toBe('of c');
});

test('a query has no more keys than it may', async () => {
  const { look, queries } = heldLook();
  const ask = gathered(look, 2);
  const answers = ['a', 'b', 'c', 'd'].map((key) => ask(key));
  for (let n = 0; n < 3; n += 1) {
    queries[n]?.answer();
    await settled();
  }
  expect(queries.map(({ keys }) => keys)).toEqual([['a'], ['b', 'c'], ['d']]);
  expect(await Promise.all(answers)).toEqual(['of a', 'of b', 'of c', 'of d']);
});
