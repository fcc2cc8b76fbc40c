import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { playHistory } from './history.ts';
import type { Plan } from './plan.ts';

const folder = join(import.meta.dirname, 'regressions');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

// Each failed once, and was made as small as it gets: "npm run sim" leaves such plans in .cache/simulation.
test.each(files)('%s ends well', async (file) => {
  const plan = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Plan;
  expect((await playHistory(plan)).failure).toBe(null);
});

test('there are plans that failed once', () => {
  expect(files.length).toBeGreaterThan(1);
});
