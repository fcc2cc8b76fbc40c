import { describe } from 'vitest';
import { aboutWalls, standBehind } from '../testing/one-wall.ts';

// The tests of the routes again, on a database without row-level security: the service's own filters are all there is.
standBehind('the service’s own filters alone');
describe('behind the service’s own filters alone', async () => {
  for (const file of aboutWalls(import.meta.dirname)) await import(`./${file}`);
});
