import { expect, test } from 'vitest';
import { createLatestKeeper } from './keep-latest.ts';

const slowDisk = () => {
  const begun: string[] = [];
  const done: (() => void)[] = [];
  const store = (value: string) => {
    begun.push(value);
    return new Promise<void>((resolve) => done.push(resolve));
  };
  const finishOne = async () => {
    done.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { begun, finishOne, keeper: createLatestKeeper(store) };
};

test('a change is stored at once, those that come meanwhile as one, and the last is never left out', async () => {
  const { begun, finishOne, keeper } = slowDisk();
  keeper.keep('a');
  expect(begun).toEqual(['a']);
  keeper.keep('ab');
  keeper.keep('abc');
  expect(begun).toEqual(['a']);
  await finishOne();
  expect(begun).toEqual(['a', 'abc']);
  await finishOne();
  keeper.keep('abcd');
  expect(begun).toEqual(['a', 'abc', 'abcd']);
});

test('a page that is being hidden waits for nothing', async () => {
  const { begun, finishOne, keeper } = slowDisk();
  keeper.keep('a');
  keeper.keep('ab');
  keeper.flush();
  expect(begun).toEqual(['a', 'ab']);
  keeper.flush();
  await finishOne();
  await finishOne();
  expect(begun).toEqual(['a', 'ab']);
});

test('what could not be stored does not hold up the next', async () => {
  const begun: string[] = [];
  const keeper = createLatestKeeper(async (value: string) => {
    begun.push(value);
    if (value === 'a') throw new Error('no room');
  });
  keeper.keep('a');
  await new Promise((resolve) => setTimeout(resolve));
  keeper.keep('ab');
  expect(begun).toEqual(['a', 'ab']);
});
