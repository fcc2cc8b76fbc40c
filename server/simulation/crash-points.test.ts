import { expect, test } from 'vitest';
import { dieAt, type Mortal } from './crash-points.ts';

const SEED = 1;
/** Deep runs die at every one. */
const STEP = process.env.HORNBOOK_DEEP === '1' ? 1 : 3;

/** The awaits of the canonical history, each in a history of its own. */
const dieEverywhere = async (mortal: Mortal) => {
  const { awaits, failure } = await dieAt(mortal, SEED, Number.POSITIVE_INFINITY);
  expect(failure).toBe(null);
  const failures: string[] = [];
  for (let at = 1; at <= awaits; at += STEP) {
    const result = await dieAt(mortal, SEED, at);
    if (result.failure) failures.push(`at await ${at}: ${result.failure}`);
  }
  return { awaits, failures };
};

test('a device that dies at any await of push, pull or repair loses nothing and comes to rest', async () => {
  const { awaits, failures } = await dieEverywhere('device');
  expect(failures).toEqual([]);
  expect(awaits).toBeGreaterThan(300);
}, 240_000);

test('a service that dies at any await of a push has stored all of it or nothing', async () => {
  const { awaits, failures } = await dieEverywhere('service');
  expect(failures).toEqual([]);
  expect(awaits).toBeGreaterThan(20);
}, 120_000);
