import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startPostgres } from '../testing/postgres-cluster.ts';
import { connectTo } from '../testing/postgres-template.ts';
import { makeKilledService } from './killed-service.ts';
import { makePushingDevice } from './pushing-device.ts';

const ROUNDS = process.env.HORNBOOK_DEEP === '1' ? 50 : 8;
const DEVICES = 3;
const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

/** The same waits and writes in every run; what the kill meets still depends on the machine. */
const seeded = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

const folderFor = (kind: string) => {
  const folder = mkdtempSync(join(tmpdir(), `hornbook-kill-${kind}-`));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const killAgainAndAgain = async (settings: Record<string, string>, seed: number) => {
  const random = seeded(seed);
  const service = await makeKilledService(settings);
  ends.push(service.kill);
  await service.start();
  const devices = await Promise.all(
    Array.from({ length: DEVICES }, (_, n) => makePushingDevice(service.url, `replica${n}00`.padEnd(10, '0'), random)),
  );
  for (const device of devices) await device.claim();

  for (let round = 1; round <= ROUNDS; round += 1) {
    let gone = false;
    const pushing = Promise.all(devices.map((device) => device.pushUntilGone(() => gone)));
    await Promise.race([pushing, new Promise((resolve) => setTimeout(resolve, 20 + random() * 600))]);
    gone = true;
    await service.kill();
    await pushing;
    await service.start();
    for (const [n, device] of devices.entries())
      expect(await device.problems(), `device ${n} after kill ${round}`).toEqual([]);
  }
  for (const device of devices) {
    await device.pushRest();
    expect(await device.problems()).toEqual([]);
    expect(Object.fromEntries(device.acknowledged)).toEqual(Object.fromEntries(device.written));
    expect(device.acknowledged.size).toBeGreaterThan(ROUNDS);
  }
  return { service, devices };
};

const patience = 30_000 + ROUNDS * 20_000;

test(
  `[F3] on PGlite nothing acknowledged is lost and nothing doubled by ${ROUNDS} kills during pushes`,
  async () => {
    await killAgainAndAgain({ HORNBOOK_DATA: folderFor('pglite') }, 1);
  },
  patience,
);

test(
  `[F3] on Postgres nothing acknowledged is lost and nothing doubled by ${ROUNDS} kills during pushes`,
  async () => {
    const cluster = await startPostgres({ durable: true });
    ends.push(() => cluster.stop());
    const url = cluster.url();
    const { devices } = await killAgainAndAgain({ HORNBOOK_DATA: folderFor('postgres'), DATABASE_URL: url }, 2);
    // Asked of the tables themselves, past everything the service says of them.
    const database = await connectTo(url);
    ends.push(() => database.close());
    for (const { learnerId, written } of devices) {
      const [stored] = await database.query(
        `select (select count(*)::int from study_days where learner_id = $1) as rows,
        (select count(*)::int from changes where learner_id = $1) as entries,
        (select count(distinct version)::int from changes where learner_id = $1) as versions,
        (select max(version) <= (select version from learner_clocks where learner_id = $1)
          from changes where learner_id = $1) as clocked`,
        [learnerId],
      );
      expect(stored).toEqual({ rows: written.size, entries: written.size, versions: written.size, clocked: true });
    }
  },
  patience,
);
