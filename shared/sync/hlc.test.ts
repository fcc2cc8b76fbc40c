import fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyRuns } from '../testing/property-runs.ts';
import { formatHlc, hlcMs, isHlc, tickHlc } from './hlc.ts';

const A = 'replicaa00';

test('[C1] the clock never repeats and never goes back, whatever the device time does', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5)), (times) => {
      let last = '';
      for (const now of times) {
        const next = tickHlc(last, now, A);
        expect(isHlc(next)).toBe(true);
        expect(next > last).toBe(true);
        expect(hlcMs(next)).toBeGreaterThanOrEqual(now);
        last = next;
      }
    }),
    propertyRuns(200),
  );
});

test('[C1] a counter that is full moves on to the next millisecond', () => {
  expect(tickHlc(formatHlc(7, 0xffff, A), 3, A)).toBe(formatHlc(8, 0, A));
});

test('[C1] comparing readings as text compares time, then counter', () => {
  expect(formatHlc(255, 0, A) < formatHlc(256, 0, A)).toBe(true);
  expect(formatHlc(256, 9, A) < formatHlc(256, 10, A)).toBe(true);
});
