import { expect, test } from 'vitest';
import { untilLoaded } from './until-loaded.ts';

test('a script that a bad link drops is asked for until it comes', async () => {
  const pauses: number[] = [];
  let tries = 0;
  const load = async () => {
    tries += 1;
    if (tries < 3) throw new TypeError('Failed to fetch dynamically imported module');
    return 'loaded';
  };
  const pause = async (ms: number) => {
    pauses.push(ms);
  };
  expect(await untilLoaded(load, pause)).toBe('loaded');
  expect(pauses).toEqual([10_000, 10_000]);
});
