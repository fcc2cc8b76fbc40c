import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildService } from '../testing/device/build-service.ts';
import { type ServiceProcess, startService } from '../testing/device/service-process.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { crowd, newTally } from './crowd.ts';
import { type Seeded, seedLearners } from './seed-learners.ts';

const HERD = 300;
/** PGlite, one query at a time, has them wait up to a minute beside other tests. */
const kinds = process.env.HORNBOOK_DEEP === '1' ? (['pglite', 'postgres'] as const) : (['postgres'] as const);

describe.each(kinds)('a herd (%s)', (kind) => {
  let seeded: Seeded;
  let service: ServiceProcess;
  const clear: (() => unknown)[] = [];

  beforeAll(async () => {
    const program = buildService();
    const settings: Record<string, string> = {};
    if (kind === 'postgres') {
      const database = await openTestDatabase('postgres');
      clear.push(() => database.close());
      settings.DATABASE_URL = database.url ?? '';
    } else {
      settings.HORNBOOK_DATA = mkdtempSync(join(tmpdir(), 'hornbook-herd-'));
      clear.push(() => rmSync(settings.HORNBOOK_DATA ?? '', { recursive: true, force: true }));
    }
    seeded = await seedLearners(settings, HERD);
    service = await startService([program], { ...settings, LOG_LEVEL: 'info' });
  });
  afterAll(async () => {
    await service?.stop();
    for (const one of clear) await one();
  });

  test('three hundred that come back within a second are all served, with nothing but 200 and 503 with Retry-After', async () => {
    const people = crowd(service.port, seeded);
    const tally = newTally();
    const done = await people.herd(HERD, tally);
    people.end();
    expect([...tally.problems]).toEqual([]);
    expect(Object.keys(tally.statuses).filter((status) => status !== '200' && status !== '503')).toEqual([]);
    expect(done).toHaveLength(HERD);
    // A push and a reading of the feed each.
    expect(tally.statuses[200]).toBe(2 * HERD);
    expect(Math.max(...done)).toBeLessThan(60_000);
  }, 90_000);
});
