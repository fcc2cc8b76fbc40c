import { profile } from '@hornbook/shared/collections/profile.ts';
import { studyDays } from '@hornbook/shared/collections/study-days.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mulberry32 } from '../bench/random.ts';
import { buildService } from './device/build-service.ts';
import { openDeviceSession } from './device/device-session.ts';
import { type HttpDevice, makeHttpDevice } from './device/http-device.ts';
import { type ServiceProcess, startService } from './device/service-process.ts';
import { openTestDatabase } from './test-database.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let services: ServiceProcess[] = [];
const devices: HttpDevice[] = [];

beforeAll(async () => {
  const program = buildService();
  database = await openTestDatabase('postgres');
  const settings = { DATABASE_URL: database.url ?? '' };
  // Together: both migrate, publish and make the secret, and must end up with the same.
  services = await Promise.all([startService([program], settings), startService([program], settings)]);
});
afterAll(async () => {
  await Promise.all(devices.map((device) => device.disconnect()));
  await Promise.all(services.map((service) => service.stop()));
  await database.close();
});

const through = (index: number) => () => `http://127.0.0.1:${services[index]?.port}`;
const deviceThrough = (session: Awaited<ReturnType<typeof openDeviceSession>>, index: number, name: string) => {
  const replicaId = `replica00${name}`;
  const device = makeHttpDevice({ session, origin: through(index), replicaId, random: mulberry32(index + 1) });
  devices.push(device);
  device.connect();
  return device;
};
const nameIn = (device: HttpDevice) => device.storage.content().rows.get('profile/me')?.row.displayName;
const rename = async (device: HttpDevice, displayName: string) => {
  await device.engine.commit((writer) => writer.write(profile, { id: 'me', displayName }));
  device.wake();
};

test('what is written through one process is seen live through the other, whichever it is', async () => {
  // Claimed at the first, joined and let in at the second: they share the secret and the sessions.
  const first = await openDeviceSession(through(0));
  const joined = await openDeviceSession(through(1), await first.invite());
  expect(joined.learnerId).toBe(first.learnerId);
  const a = deviceThrough(first, 0, '1');
  const b = deviceThrough(joined, 1, '2');
  await rename(a, 'begin');
  await expect.poll(() => nameIn(b), { timeout: 20_000 }).toBe('begin');

  const took: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    const [from, to] = round % 2 === 0 ? [a, b] : [b, a];
    const begun = performance.now();
    await rename(from, `name ${round}`);
    await expect.poll(() => nameIn(to), { timeout: 10_000, interval: 5 }).toBe(`name ${round}`);
    took.push(performance.now() - begun);
  }
  took.sort((x, y) => x - y);
  // By NOTIFY; the net that looks by itself would take up to three seconds.
  expect(took[5]).toBeLessThan(1_500);
}, 60_000);

test('both at once: nothing is lost and nothing counted twice', async () => {
  const first = await openDeviceSession(through(0));
  const joined = await openDeviceSession(through(1), await first.invite());
  const both = [deviceThrough(first, 0, '3'), deviceThrough(joined, 1, '4')];
  const study = async (device: HttpDevice) => {
    const { replicaId } = device.storage.content().state;
    for (let ms = 1; ms <= 30; ms += 1) {
      const localDay = `2026-03-0${1 + (ms % 3)}`;
      await device.engine.commit((writer) =>
        writer.write(studyDays, { localDay, course: 'none', activeMs: { [replicaId]: ms } }),
      );
      device.wake();
      if (ms % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  await Promise.all(both.map(study));
  const wanted = [1, 2, 3].map((n) => {
    const ms = [30, 28, 29][n - 1] as number;
    return { replica003: ms, replica004: ms };
  });
  const days = (device: HttpDevice) =>
    [1, 2, 3].map((n) => device.storage.content().rows.get(`studyDays/2026-03-0${n}/none`)?.row.activeMs);
  for (const device of both) await expect.poll(() => days(device), { timeout: 20_000 }).toEqual(wanted);
  const stored = await database.query<{ ms: object }>(
    `select active_ms as ms from study_days where learner_id = $1 order by local_day`,
    [first.learnerId],
  );
  expect(stored.map(({ ms }) => ms)).toEqual(wanted);
}, 60_000);

test('when one process ends, its devices go on through the other with the sessions they have', async () => {
  const session = await openDeviceSession(through(0));
  let at = 0;
  const device = makeHttpDevice({
    session: { ...session, fetch: (path, init) => session.fetchUrl(`${through(at)()}${path}`, init) },
    origin: through(0),
    replicaId: 'replica005',
    random: mulberry32(5),
  });
  const pushAll = async () => {
    for (;;) {
      const next = await device.engine.push();
      if (next.kind !== 'again') return next.kind;
    }
  };
  await rename(device, 'before');
  expect(await pushAll()).toBe('idle');
  await services[0]?.stop();
  await rename(device, 'after');
  expect(await pushAll()).toBe('later');
  at = 1;
  expect(await pushAll()).toBe('idle');
  expect(
    await database.query(`select display_name as name from profile where learner_id = $1`, [session.learnerId]),
  ).toEqual([{ name: 'after' }]);
}, 60_000);
