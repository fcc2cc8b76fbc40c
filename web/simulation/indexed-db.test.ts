import { expect, test } from 'vitest';
import { playHistory } from '../../server/simulation/history.ts';
import { createPlan } from '../../server/simulation/plan.ts';
import { indexedDbDevices } from './indexed-db-devices.ts';

const HISTORIES = process.env.HORNBOOK_DEEP === '1' ? 100 : 12;

const play = async (seed: number) => {
  const devices = indexedDbDevices();
  try {
    return await playHistory(createPlan(seed, { memory: false, longest: 30 }), { devices });
  } finally {
    await devices.close();
  }
};

test('random histories end well on the storage of the app, which says all along what one in memory says', async () => {
  for (let seed = 1; seed <= HISTORIES; seed++) expect(await play(seed)).toMatchObject({ failure: null });
});

test('on the storage of the app, too, the same seed gives the same trace', async () => {
  expect((await play(3)).traceHash).toBe((await play(3)).traceHash);
}, 60_000);
