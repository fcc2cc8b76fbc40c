import { expect, test } from 'vitest';
import { pageSizes } from './page-sizes.ts';

const KB = 1024;

test('pages grow while one that had more behind it is followed soon, and begin small again', () => {
  let now = 0;
  const sizes = pageSizes(() => now);
  const page = (full: boolean, fromBeginning = false, learnerId = 'a') => {
    const bytes = sizes.next(learnerId, fromBeginning);
    now += 100;
    sizes.read(learnerId, full);
    return bytes / KB;
  };
  expect([page(true, true), page(true), page(true), page(true), page(true)]).toEqual([256, 512, 1024, 2048, 2048]);
  expect(page(true, false, 'b')).toBe(256);
  // Nothing was behind this one; what comes later is news, not the rest.
  expect([page(false), page(true), page(true)]).toEqual([2048, 256, 512]);
  now += 5_000;
  expect(page(true)).toBe(256);
  expect(page(true, true)).toBe(256);
});
