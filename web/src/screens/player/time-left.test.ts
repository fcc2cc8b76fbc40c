import { expect, test } from 'vitest';
import { clockParts, timeMark, untilNextSecond } from './time-left.ts';

const minutes = 60_000;

test('half the time and a tenth of it are marks, and so is its end', () => {
  expect(timeMark(10 * minutes, 10 * minutes)).toBe('running');
  expect(timeMark(10 * minutes, 5 * minutes)).toBe('half');
  expect(timeMark(10 * minutes, 1 * minutes)).toBe('tenth');
  expect(timeMark(10 * minutes, 0)).toBe('over');
  expect(timeMark(10 * minutes, -1)).toBe('over');
});

test('an extended limit goes back to the mark its time has', () => {
  expect(timeMark(20 * minutes, 11 * minutes)).toBe('running');
});

test('the clock shows a second until it has passed, and nothing below nought', () => {
  expect(clockParts(59_001)).toEqual({ hours: 0, minutes: 1, seconds: 0 });
  expect(clockParts(59_000)).toEqual({ hours: 0, minutes: 0, seconds: 59 });
  expect(clockParts(3_723_000)).toEqual({ hours: 1, minutes: 2, seconds: 3 });
  expect(clockParts(-5)).toEqual({ hours: 0, minutes: 0, seconds: 0 });
});

test('the clock is looked at when its second changes', () => {
  expect(untilNextSecond(59_250)).toBe(250);
  expect(untilNextSecond(59_000)).toBe(1000);
  expect(untilNextSecond(-300)).toBe(1000);
});
