import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { compareDerived } from './derived-folds.ts';
import { createDevice, type Device } from './device.ts';
import { createDice } from './dice.ts';
import type { Ledger } from './ledger.ts';
import { compareDigest } from './operations.ts';
import { canonicalRows, type Service } from './service.ts';
import type { World } from './world.ts';

/** The longest a healed system may take to come to rest: longer means something is stuck. */
const LIMIT_MS = 60 * 60_000;
const INSTALLED_MS = 20_000;

/** Lets the devices come to rest, then compares everything with everything. */
export const settleAndCompare = async (
  world: World,
  service: Service,
  ledger: Ledger,
  devices: readonly Device[],
): Promise<void> => {
  if (!(await comeToRest(world, devices))) {
    const stuck = devices.flatMap(({ name, storage }) =>
      [...storage.content().outbox.values()].map(
        ({ collection, key, waiting }) => `${name} ${collection}/${key} ${waiting?.code ?? ''}`,
      ),
    );
    world.fail(
      `no rest after an hour without faults; waiting: ${stuck.join(', ') || 'nothing, but pages are missing'}`,
    );
    return;
  }
  if (world.plan.operations.some(({ kind }) => kind === 'rot')) await compareDigests(world, devices);
  await compareAll(world, service, ledger, devices);
  await compareDerived(world, devices);
  await replayPushes(world, service);
  await addFreshDevices(world, service, devices);
};

const comeToRest = async (world: World, devices: readonly Device[]): Promise<boolean> => {
  const { time, backend } = world;
  // An app that was just installed has yet to see that it must read everything again.
  await time.run(() => world.failure() !== null, INSTALLED_MS);
  for (const end = time.now() + LIMIT_MS; time.now() < end && !world.failure(); ) {
    await time.run(() => world.failure() !== null, 1_000);
    if (!devices.every(hasNothingToDo)) continue;
    const positions = new Map<string, string>();
    for (const learner of backend.learnerIds) positions.set(learner, await endOfFeed(world, learner));
    if (devices.every((device) => hasReadAll(device, positions.get(device.learnerId)))) return true;
  }
  return world.failure() !== null;
};

/** [R2] What went missing nobody knows why is found by the digests, and comes back. */
const compareDigests = async (world: World, devices: readonly Device[]): Promise<void> => {
  for (const device of devices) {
    const engine = device.engine();
    if (!engine) continue;
    let compared: string | null = null;
    void compareDigest(world, device, engine).then((outcome) => {
      compared = outcome;
    });
    await world.time.run(() => compared !== null, LIMIT_MS);
  }
  if (!(await comeToRest(world, devices))) world.fail('no rest after comparing digests');
};

const endOfFeed = async ({ backend }: World, learnerId: string): Promise<string> => {
  const { epoch, version } = await backend.clock(learnerId);
  return `${epoch} ${version}`;
};

const hasNothingToDo = ({ storage }: Device): boolean =>
  storage.content().outbox.size === 0 && storage.content().state.pass === null;

const hasReadAll = ({ storage }: Device, end: string | undefined): boolean => {
  const { state } = storage.content();
  return `${state.epoch} ${state.cursor?.version ?? 0}` === end;
};

const compareAll = async (
  world: World,
  service: Service,
  ledger: Ledger,
  devices: readonly Device[],
): Promise<void> => {
  for (const [learner, learnerId] of world.backend.learnerIds.entries()) {
    const rows = await world.backend.stored(learnerId);
    const there = canonicalRows(world.collections, rows);
    for (const { name, learner: whose, storage } of devices) {
      if (whose !== learner) continue;
      const here = canonicalRows(world.collections, storage.content().rows.values());
      const difference = differing(there, here);
      if (difference) world.fail(`${name} and the server differ at rest: ${difference}`);
    }
    const byId = new Map<string, AnyRow>(rows.map(({ collection, key, row }) => [`${collection}/${key}`, row]));
    const wrong = ledger.judge(learner, byId, service.epochs());
    if (wrong) world.fail(wrong);
  }
};

const differing = (there: Map<string, string>, here: Map<string, string>): string | null => {
  for (const [id, row] of there) if (here.get(id) !== row) return `${id} there ${row} here ${here.get(id)}`;
  for (const [id, row] of here) if (!there.has(id)) return `${id} only here ${row}`;
  return null;
};

/** [S2] Sending again what was accepted already changes nothing. */
const replayPushes = async (world: World, service: Service): Promise<void> => {
  const versions = () => Promise.all(world.backend.learnerIds.map((learner) => endOfFeed(world, learner)));
  const before = await versions();
  for (const { learnerId, request } of service.accepted().slice(-5)) await service.push(learnerId, request);
  const after = await versions();
  if (before.join() !== after.join()) world.fail(`sending pushes again moved the feed from ${before} to ${after}`);
};

/** A device that starts from nothing comes to the same rows. */
const addFreshDevices = async (world: World, service: Service, devices: readonly Device[]): Promise<void> => {
  const learner = createDice(world.plan.seed, 'fresh').int(world.backend.learnerIds.length);
  const fresh = createDevice(world, service, devices.length, { learner, skewMs: 0, oldApp: false });
  fresh.heal();
  if (!(await comeToRest(world, [fresh]))) world.fail('a fresh device never comes to rest');
  const rows = await world.backend.stored(fresh.learnerId);
  const here = canonicalRows(world.collections, fresh.storage.content().rows.values());
  const difference = differing(canonicalRows(world.collections, rows), here);
  if (difference) world.fail(`a fresh device and the server differ: ${difference}`);
};
