import { expect, test } from 'vitest';
import { beginActive, noteActive, pauseActive } from './active-time.ts';

test('time between signs of the learner counts, a long silence only for a minute', () => {
  expect(noteActive(noteActive(beginActive(0), 20_000), 50_000).totalMs).toBe(50_000);
  expect(noteActive(beginActive(0), 3_600_000).totalMs).toBe(60_000);
});

test('hidden time does not count', () => {
  const hidden = pauseActive(beginActive(0), 10_000);
  expect(noteActive(noteActive(hidden, 500_000), 505_000).totalMs).toBe(15_000);
});

test('a clock set back takes nothing away', () => {
  expect(noteActive(beginActive(10_000), 0).totalMs).toBe(0);
});
