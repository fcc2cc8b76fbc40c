import { type AddressInfo, createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { canonicalRow } from '@hornbook/shared/sync/row.ts';
import type { MeasuredCourse } from '../../bench/attempt-rows.ts';
import { mulberry32 } from '../../bench/random.ts';
import type { Database } from '../../db/connect.ts';
import { type DeviceSession, openDeviceSession } from '../device/device-session.ts';
import { makeHttpDevice } from '../device/http-device.ts';
import { type ServiceProcess, startService } from '../device/service-process.ts';
import { collectionNamed, listenToAcknowledgements } from './acknowledged.ts';
import { type Held, judge } from './judge.ts';
import { randomWrites } from './random-writes.ts';
import { readStored } from './stored-rows.ts';

export interface KillSurroundings {
  /** The service's program. */
  program: string;
  settings: Record<string, string>;
  /** The database, opened while no service runs on it. */
  open(): Promise<Database>;
  course: MeasuredCourse;
  seed: number;
}

export type KillRun = Awaited<ReturnType<typeof beginKillRun>>;

/**
 * One learner on two devices, who study all the time. The service under them is killed and started again on the same
 * data and the same port; of that, the devices notice nothing but requests that fail.
 */
export const beginKillRun = async ({ program, settings, open, course, seed }: KillSurroundings) => {
  const random = mulberry32(seed);
  const port = await freePort();
  const origin = () => `http://127.0.0.1:${port}`;
  const start = () => startService([program], { ...settings, PORT: String(port) });
  let service: ServiceProcess = await start();

  const acknowledged = listenToAcknowledgements();
  const deviceOf = (session: DeviceSession, replicaId: string) =>
    // A twentieth of the real delays: a round is over in two seconds.
    makeHttpDevice({ session, origin, replicaId, random: () => random() / 20, watch: acknowledged.watch });
  const first = await openDeviceSession(origin);
  const second = await openDeviceSession(origin, await first.invite());
  const devices = [deviceOf(first, 'replica001'), deviceOf(second, 'replica002')];
  const learners = devices.map((device) => randomWrites(device, course, random));
  for (const device of devices) device.connect();

  const readDatabase = async () => {
    const database = await open();
    try {
      return await readStored(database, first.learnerId);
    } finally {
      await database.close();
    }
  };

  const study = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      for (const learner of learners) if (random() < 0.5) await learner.act();
      await setTimeout(random() * 6);
    }
  };

  /** A device that knows nothing reads the feed from its beginning. */
  const readAnew = async () => {
    const session = await openDeviceSession(origin, await first.invite());
    const fresh = makeHttpDevice({ session, origin, replicaId: 'replica003', random });
    const problems: string[] = [];
    let last = 0;
    await new Promise<void>((resolve) => {
      fresh.onPage = (page) => {
        for (const { version } of page.rows) {
          if (version <= last) problems.push(`version ${version} came after ${last}`);
          last = version;
        }
        if (page.upToDate) resolve();
      };
      fresh.connect();
    });
    await fresh.disconnect();
    const held: Held = { epoch: '', rows: fresh.storage.content().rows };
    return { problems, held, version: last };
  };

  /** Nothing waits, and both devices have read as far as each other. */
  const settled = () => {
    const states = devices.map(({ storage }) => storage.content().state);
    const where = new Set(states.map(({ epoch, cursor }) => `${epoch} ${cursor?.version}`));
    const waiting = devices.some(({ storage }) => storage.content().outbox.size > 0);
    return !waiting && where.size === 1 && states.every(({ pass }) => pass === null);
  };

  return {
    /** Kills the service while the devices push, looks at what it left, and starts it again. */
    round: async () => {
      const ended = new AbortController();
      const studying = study(ended.signal);
      for (let pushes = 1 + Math.floor(random() * 6); pushes > 0; pushes -= 1) await acknowledged.nextPush();
      await setTimeout(random() * 12);
      const inFlight = acknowledged.inFlight();
      await service.kill();
      ended.abort();
      await studying;
      const stored = await readDatabase();
      const problems = [...stored.problems, ...judge(stored, acknowledged, devices)];
      service = await start();
      const fresh = await readAnew();
      problems.push(...fresh.problems);
      // Of what was acknowledged before the kill, a new device must see everything.
      for (const id of stored.rows.keys()) if (!fresh.held.rows.has(id)) problems.push(`${id} is not in the feed`);
      return { problems, inFlight, acknowledged: acknowledged.count() };
    },

    /** Lets everything be sent, ends the service properly, and shows what everybody holds in the end. */
    finish: async () => {
      // As an app that is looked at again: a stream that pauses for half a minute after the last kill begins anew.
      for (const device of devices) {
        await device.disconnect();
        device.connect();
      }
      let fresh: Awaited<ReturnType<typeof readAnew>>;
      do {
        await setTimeout(200);
        while (!settled()) await setTimeout(5);
        fresh = await readAnew();
        // Two streams that still wait before trying again after the kill agree with each other, but not with the service.
      } while (devices.some(({ storage }) => storage.content().state.cursor?.version !== fresh.version));
      await Promise.all(devices.map((device) => device.disconnect()));
      await service.stop();
      const stored = await readDatabase();
      const canonical = ({ rows }: Pick<Held, 'rows'>) =>
        [...rows].map(([id, { collection, row }]) => `${id} ${canonicalRow(collectionNamed(collection), row)}`).sort();
      const days = [...stored.rows.values()].filter(({ collection }) => collection === 'studyDays');
      return {
        problems: [...stored.problems, ...fresh.problems, ...judge(stored, acknowledged, devices)],
        refusals: acknowledged.refusals,
        stored: canonical(stored),
        others: [fresh.held, ...devices.map(({ storage }) => storage.content())].map(canonical),
        attempts: [...stored.rows.values()].filter(({ collection }) => collection === 'attempts').length,
        activeMs: days
          .flatMap(({ row }) => Object.values(row.activeMs as Record<string, number>))
          .reduce((sum, ms) => sum + ms, 0),
        done: {
          attempts: learners.reduce((sum, learner) => sum + learner.attempts(), 0),
          activeMs: learners.reduce((sum, learner) => sum + learner.activeMs(), 0),
        },
      };
    },

    /** In any case, also after a failure. */
    end: async () => {
      await Promise.all(devices.map((device) => device.disconnect()));
      await service.kill();
    },
  };
};

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
