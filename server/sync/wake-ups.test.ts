import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Database } from '../db/connect.ts';
import { startWakeUps, type WakeUps } from './wake-ups.ts';

const quietDatabase = { kind: 'pglite', listen: async () => () => {} } as unknown as Database;
let wakeUps: WakeUps;
let woken: number;

beforeEach(async () => {
  vi.useFakeTimers();
  woken = 0;
  wakeUps = await startWakeUps(quietDatabase, { netMs: 60_000 });
  wakeUps.subscribe('a', 0, () => {
    woken += 1;
  });
});
afterEach(() => {
  wakeUps.stop();
  vi.useRealTimers();
});

test('whoever waits hears of a few rows at once, and of another learner not at all', () => {
  wakeUps.committed('a', 3);
  wakeUps.committed('b', 3);
  expect(woken).toBe(1);
});

test('of a backlog being sent, readers hear when it is over', () => {
  wakeUps.committed('a', 250);
  expect([woken, wakeUps.isUploading('a')]).toEqual([0, true]);
  // It may have been all.
  vi.advanceTimersByTime(250);
  expect([woken, wakeUps.isUploading('a')]).toEqual([1, false]);
  for (let batch = 0; batch < 8; batch += 1) {
    vi.advanceTimersByTime(250);
    wakeUps.committed('a', 250);
  }
  expect([woken, wakeUps.isUploading('a')]).toEqual([1, true]);
  wakeUps.committed('a', 20);
  expect(wakeUps.isUploading('a')).toBe(false);
  expect(woken).toBe(2);
  vi.advanceTimersByTime(10_000);
  expect(woken).toBe(2);
});

test('[P7] where devices say that this was all, readers hear at once, and of what is told already not again', () => {
  wakeUps.committed('a', 250);
  wakeUps.uploaded('b');
  expect(woken).toBe(0);
  wakeUps.uploaded('a');
  expect([woken, wakeUps.isUploading('a')]).toEqual([1, false]);
  wakeUps.uploaded('a');
  vi.advanceTimersByTime(10_000);
  expect(woken).toBe(1);
});

test('of one that goes on and on, they hear now and then, and in any case once it stops', () => {
  for (let batch = 0; batch < 60; batch += 1) {
    wakeUps.committed('a', 250);
    vi.advanceTimersByTime(500);
  }
  expect(woken).toBeGreaterThanOrEqual(2);
  const before = woken;
  wakeUps.committed('a', 250);
  vi.advanceTimersByTime(1_100);
  expect(woken).toBe(before + 1);
});
