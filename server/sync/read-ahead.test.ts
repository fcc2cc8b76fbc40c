import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeReadAhead } from './read-ahead.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const setUp = ({ mayRead = (): boolean => true, last = 9 } = {}) => {
  const readAhead = makeReadAhead<{ name: string; next: string | null }>(mayRead);
  const begun: string[] = [];
  const fails = new Set<string>();
  const read = async (name: string) => {
    begun.push(name);
    if (fails.delete(name)) throw new Error(`no ${name}`);
    return { name, next: Number(name) < last ? String(Number(name) + 1) : null };
  };
  const ask = async (name: string, who = 'a') => (await readAhead.page(who, name, read)).name;
  return { ask, begun, fails, readAhead };
};

test('reads on behind a page that was asked for soon, and gives each page read ahead once', async () => {
  const { ask, begun, readAhead } = setUp({ last: 4 });
  expect(await ask('1')).toBe('1');
  expect(begun).toEqual(['1']);
  expect(await ask('2')).toBe('2');
  expect(begun).toEqual(['1', '2', '3']);
  expect(await ask('3')).toBe('3');
  expect(await ask('4')).toBe('4');
  expect(begun).toEqual(['1', '2', '3', '4']);
  expect(readAhead.size()).toBe(0);
  expect(await ask('4')).toBe('4');
  expect(begun).toEqual(['1', '2', '3', '4', '4']);
});

test('a slow link is read nothing ahead for, and what nobody came for is forgotten', async () => {
  const { ask, begun, readAhead } = setUp();
  await ask('1');
  vi.advanceTimersByTime(2_000);
  await ask('2');
  expect(begun).toEqual(['1', '2']);
  await ask('3');
  expect([begun.at(-1), readAhead.size()]).toEqual(['4', 1]);
  vi.advanceTimersByTime(2_000);
  expect(readAhead.size()).toBe(0);
  await ask('4');
  expect(begun.filter((name) => name === '4')).toHaveLength(2);
});

test('another question, another asker or a page that failed get their own', async () => {
  const { ask, begun, fails } = setUp();
  await ask('1');
  fails.add('3');
  await ask('2');
  expect(await ask('3')).toBe('3');
  expect(begun).toEqual(['1', '2', '3', '3', '4']);
  expect(await ask('1')).toBe('1');
  expect(await ask('5', 'b')).toBe('5');
  expect(await ask('2')).toBe('2');
  expect(begun.slice(5)).toEqual(['1', '5', '2', '3']);
});

test('reads nothing ahead while there is no time for it, or when too much lies there', async () => {
  const busy = setUp({ mayRead: () => false });
  for (const name of ['1', '2', '3']) await busy.ask(name);
  expect(busy.begun).toEqual(['1', '2', '3']);
  const { ask, readAhead } = setUp();
  for (let who = 0; who < 20; who += 1) for (const name of ['1', '2']) await ask(name, String(who));
  expect(readAhead.size()).toBe(16);
});
