import { setTimeout } from 'node:timers/promises';
import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { canonicalRow } from '@hornbook/shared/sync/row.ts';
import type { MeasuredCourse } from '../../bench/attempt-rows.ts';
import type { Database } from '../../db/connect.ts';
import { type Invitation, openDeviceSession } from '../../testing/device/device-session.ts';
import { type HttpDevice, makeHttpDevice } from '../../testing/device/http-device.ts';
import { collectionNamed, listenToAcknowledgements } from '../../testing/kill/acknowledged.ts';
import { judge } from '../../testing/kill/judge.ts';
import { randomWrites } from '../../testing/kill/random-writes.ts';
import { readStored, type StoredLearner } from '../../testing/kill/stored-rows.ts';
import { createDice } from '../dice.ts';
import type { ServicePair } from './service-pair.ts';

interface Surroundings {
  pair: ServicePair;
  database: Database;
  course: MeasuredCourse;
}

const REST_MS = 45_000;
const STEPS = 50;

/**
 * A history with nothing simulated but the devices' stores: one learner on several devices, who push through two
 * processes on one Postgres at once, while processes are killed and connections cut. Gives what was wrong in the end.
 *
 * The seed decides what is done; how it falls together is up to the machine.
 */
export const playProcessHistory = async (
  { pair, database, course }: Surroundings,
  seed: number,
): Promise<{ problems: string[]; struck: string[] }> => {
  const dice = createDice(seed, 'processes');
  const acknowledged = listenToAcknowledgements();
  const struck: string[] = [];
  const devices: HttpDevice[] = [];
  let joining: Invitation | undefined;
  for (let index = 0; index < 2 + dice.int(3); index++) {
    const origin = () => pair.origin(index);
    const session = await openDeviceSession(origin, joining);
    joining = await session.invite();
    const replicaId = `s${seed}d${index}`.padEnd(10, '0');
    const { watch } = acknowledged;
    devices.push(makeHttpDevice({ session, origin, replicaId, random: () => dice.next() / 20, watch }));
  }
  const learners = devices.map((device) => randomWrites(device, course, dice.next));
  const online = devices.map(() => true);
  for (const device of devices) device.connect();
  const kills: Promise<void>[] = [];

  for (let step = 0; step < STEPS; step++) {
    const index = dice.int(devices.length);
    const device = devices[index];
    const event = dice.next();
    if (event < 0.04 && kills.length < 2) {
      struck.push('killed');
      kills.push(pair.killAndStart(kills.length));
    } else if (event < 0.08) {
      struck.push('connections cut');
      await cutConnections(database);
    } else if (event < 0.16 && device) {
      struck.push('offline');
      if (online[index]) await device.disconnect();
      else device.connect();
      online[index] = !online[index];
    } else {
      // Several at once: they meet at the learner's lock.
      await Promise.all(learners.map((learner) => (dice.chance(0.6) ? learner.act() : undefined)));
    }
    await setTimeout(dice.int(40));
  }
  await Promise.all(kills);
  for (const [index, device] of devices.entries()) {
    // A stream that pauses after the last failure begins anew, as in an app that is looked at again.
    if (online[index]) await device.disconnect();
    device.connect();
  }
  const learnerId = devices[0]?.session.learnerId ?? '';
  const stored = await comeToRest(devices, () => readStored(database, learnerId));
  await Promise.all(devices.map((device) => device.disconnect()));
  if (!stored) return { problems: [`seed ${seed}: no rest after ${REST_MS} ms`], struck };

  const problems = [...stored.problems, ...judge(stored, acknowledged, devices)];
  problems.push(...acknowledged.refusals.filter((refusal) => refusal.startsWith('{')));
  const there = canonical(stored);
  for (const { storage } of devices)
    if (canonical(storage.content()) !== there)
      problems.push(`${storage.content().state.replicaId} holds something else`);
  const days = [...stored.rows.values()].filter(({ collection }) => collection === 'studyDays');
  const counted = days.flatMap(({ row }) => Object.values(row.activeMs as Record<string, number>));
  const done = learners.reduce((sum, learner) => sum + learner.activeMs(), 0);
  if (counted.reduce((sum, ms) => sum + ms, 0) !== done) problems.push(`${counted} were counted of ${done}`);
  return { problems: problems.map((problem) => `seed ${seed}: ${problem}`), struck };
};

/** What the database holds once every device has sent all it had and read all there is; null if that never comes. */
const comeToRest = async (
  devices: readonly HttpDevice[],
  read: () => Promise<StoredLearner>,
): Promise<StoredLearner | null> => {
  for (let waited = 0; waited < REST_MS; waited += 50) {
    await setTimeout(50);
    const contents = devices.map(({ storage }) => storage.content());
    if (contents.some(({ outbox, state }) => outbox.size > 0 || state.pass !== null)) continue;
    const stored = await read();
    if (contents.every(({ state }) => state.cursor?.version === stored.version)) return stored;
  }
  return null;
};

const canonical = ({ rows }: { rows: ReadonlyMap<string, { collection: string; row: AnyRow }> }): string =>
  [...rows]
    .map(([id, { collection, row }]) => `${id} ${canonicalRow(collectionNamed(collection), row)}`)
    .sort()
    .join('\n');

const cutConnections = (database: Database) =>
  database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    [],
  );
