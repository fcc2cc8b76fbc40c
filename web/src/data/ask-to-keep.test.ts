import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askToKeep, keeping } from './ask-to-keep.ts';

let promised: boolean;
const persist = vi.fn(async () => promised);

beforeEach(() => {
  promised = false;
  persist.mockClear();
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  });
  vi.stubGlobal('navigator', { storage: { persist, persisted: async () => promised } });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('the browser is asked to keep it once, again after two weeks, and whenever the learner wants it', async () => {
  vi.useFakeTimers();
  expect(await keeping()).toBe('not-asked');
  await askToKeep();
  await askToKeep();
  expect(persist).toHaveBeenCalledTimes(1);
  expect(await keeping()).toBe('declined');
  await askToKeep({ wanted: true });
  expect(persist).toHaveBeenCalledTimes(2);
  vi.setSystemTime(Date.now() + 15 * 24 * 3_600_000);
  await askToKeep();
  expect(persist).toHaveBeenCalledTimes(3);
  promised = true;
  expect(await keeping()).toBe('promised');
  await askToKeep({ wanted: true });
  expect(persist).toHaveBeenCalledTimes(3);
});

test('a browser that makes no promises is not asked', async () => {
  vi.stubGlobal('navigator', { storage: {} });
  expect(await keeping()).toBe('cannot');
  await askToKeep({ wanted: true });
});
