import { propertyRuns } from '@hornbook/shared/testing/property-runs.ts';
import { expect, test } from 'vitest';
import { sendMalformed } from '../testing/hostile/send-malformed.ts';
import { triesVeryOften } from '../testing/one-wall.ts';
import { describeOnBoth } from '../testing/test-database.ts';

describeOnBoth('malformed pushes', (database, kind) => {
  // Real Postgres refuses what PGlite refuses: it gets a share, to be sure of it.
  const usual = kind === 'pglite' ? 5_000 : 500;
  const deep = triesVeryOften();
  const count = deep ? usual * 20 : usual;

  test(
    'are refused or judged row by row: never an error, nothing invalid stored, no honest row lost',
    async () => {
      const { seed } = propertyRuns(1);
      const { statuses, problems, stored, longestMs } = await sendMalformed(database(), { count, seed });
      expect(problems).toEqual([]);
      // Otherwise nothing was proven.
      expect(statuses[200]).toBeGreaterThan(count / 5);
      expect(statuses[400]).toBeGreaterThan(count / 5);
      expect(stored).toBeGreaterThan(6);
      expect(longestMs, 'one push kept everybody waiting').toBeLessThan(15_000);
    },
    deep ? 1_800_000 : 300_000,
  );
});
