import { describe } from 'vitest';
import { aboutWalls, standBehind } from '../testing/one-wall.ts';

// The tests of the routes again, with statements that have lost their filters: row-level security is all there is.
standBehind('row-level security alone');
describe('behind row-level security alone', async () => {
  for (const file of aboutWalls(import.meta.dirname)) await import(`./${file}`);
});
