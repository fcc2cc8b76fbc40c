import { expect, test } from 'vitest';
import { bugs } from './bugs.ts';
import { playCampaign } from './campaign.ts';
import { playHistory } from './history.ts';
import { parseOptions } from './options.ts';
import { createPlan } from './plan.ts';
import { shrinkPlan } from './shrink.ts';

const seeds = (first: number, count: number) => {
  let next = first;
  return () => (next < first + count ? next++ : null);
};

test('ten random histories end with the same rows everywhere', async () => {
  const result = await playCampaign({ backend: 'memory', bug: null }, seeds(1, 10));
  expect(result).toMatchObject({ histories: 10, failures: [] });
});

test('random histories end well over real SQL, too', async () => {
  const result = await playCampaign({ backend: 'pglite', bug: null }, seeds(1, 3));
  expect(result).toMatchObject({ histories: 3, failures: [] });
}, 120_000);

test('the same seed gives the same trace, and another seed another', async () => {
  const hashes = [];
  for (const seed of [7, 7, 8]) hashes.push((await playHistory(createPlan(seed))).traceHash);
  expect(hashes[0]).toBe(hashes[1]);
  expect(hashes[0]).not.toBe(hashes[2]);
});

test('leaving an operation out of a plan changes no other', () => {
  const plan = createPlan(7);
  expect(createPlan(7)).toEqual(plan);
  expect(new Set(plan.operations.map(({ n }) => n)).size).toBe(plan.operations.length);
});

test('a failing plan is made smaller and still fails', async () => {
  const fails = async (plan: ReturnType<typeof createPlan>) =>
    (await playHistory(plan, { bug: bugs.revisionsRestart })).failure !== null;
  const plan = createPlan(1);
  const smallest = await shrinkPlan(plan, fails, () => false);
  expect(await fails(smallest)).toBe(true);
  expect(smallest.operations.length).toBeLessThan(plan.operations.length / 2);
});

test('the command line is read strictly', () => {
  expect(parseOptions(['--seconds', '60'])).toMatchObject({ seconds: 60, histories: null, backend: 'memory', seed: 1 });
  expect(parseOptions(['--histories', '5', '--seed', '9', '--backend', 'pglite'])).toMatchObject({
    histories: 5,
    seed: 9,
    backend: 'pglite',
    processes: 1,
  });
  for (const wrong of [['--seconds', 'x'], ['--backend', 'oracle'], ['--bug', 'none'], ['--fast']]) {
    expect(() => parseOptions(wrong)).toThrow();
  }
});
