import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { hlcMs } from '@hornbook/shared/sync/hlc.ts';
import { hasMore } from '@hornbook/shared/sync/merge.ts';
import { isServerOnly, takeServerFields } from '@hornbook/shared/sync/row.ts';
import { latestStamp } from '@hornbook/shared/sync/stamps.ts';
import { compareDigest } from './compare-digest.ts';
import { compareDerived } from './derived-folds.ts';
import { createDevice, type Device } from './device.ts';
import { createDice } from './dice.ts';
import type { Ledger } from './ledger.ts';
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
  await deliverForOthers(world, devices);
  if (!(await comeToRest(world, service, devices))) {
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
  if (world.plan.operations.some(({ kind }) => kind === 'rot')) await compareDigests(world, service, devices);
  await compareAll(world, service, ledger, devices);
  await compareJoined(world);
  await compareDerived(world, devices);
  await replayPushes(world, service);
  await addFreshDevices(world, service, devices);
};

/** What waits on a device goes out while its learner is away; then they come back. */
const deliverForOthers = async (world: World, devices: readonly Device[]): Promise<void> => {
  const left = devices.filter((device) => device.isLeft());
  const isDelivered = () => left.every(({ storage }) => storage.content().outbox.size === 0);
  // Of another history of the service only the learner's own page hears.
  const canHear = !world.plan.operations.some(({ kind }) => kind === 'restore');
  if (canHear && !(await world.time.run(() => world.failure() !== null || isDelivered(), LIMIT_MS)))
    world.fail('what waited for a learner who had left was not delivered');
  for (const device of left) device.openTab();
};

const comeToRest = async (world: World, service: Service, devices: readonly Device[]): Promise<boolean> => {
  const { time, backend } = world;
  // An app that was just installed has yet to see that it must read everything again.
  await time.run(() => world.failure() !== null, INSTALLED_MS);
  for (const end = time.now() + LIMIT_MS; time.now() < end && !world.failure(); ) {
    await time.run(() => world.failure() !== null, 1_000);
    if (!devices.every(hasNothingToDo) || (await service.isBehind())) continue;
    const positions = new Map<string, string>();
    for (const learner of backend.learnerIds) positions.set(learner, await endOfFeed(world, learner));
    if (devices.every((device) => hasReadAll(device, positions.get(device.learnerId)))) return true;
  }
  return world.failure() !== null;
};

/** [R2] What went missing nobody knows why is found by the digests, and comes back. */
const compareDigests = async (world: World, service: Service, devices: readonly Device[]): Promise<void> => {
  for (const device of devices) {
    const engine = device.engine();
    if (!engine) continue;
    let compared: string | null = null;
    void compareDigest(world, device, engine).then((outcome) => {
      compared = outcome;
    });
    await world.time.run(() => compared !== null, LIMIT_MS);
  }
  if (!(await comeToRest(world, service, devices))) world.fail('no rest after comparing digests');
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

/** Nothing of a learner who was joined is missing where they went on, whoever brought it, nor of what a device had. */
const compareJoined = async (world: World): Promise<void> => {
  const { backend, collections, joined, brought, plan } = world;
  const lessIn = async (learnerId: string, rows: Iterable<{ collection: string; key: string; row: AnyRow }>) => {
    const there = new Map((await backend.stored(learnerId)).map((one) => [`${one.collection}/${one.key}`, one.row]));
    for (const { collection: name, key, row } of rows) {
      const collection = collections[name];
      if (!collection || isServerOnly(collection)) continue;
      const stored = there.get(`${name}/${key}`);
      if (!stored || hasMore(collection, takeServerFields(collection, row, {}), stored)) return `${name}/${key}`;
    }
    return null;
  };
  for (const [learner, into] of joined) {
    const less = await lessIn(backend.learnerIds[into] ?? '', await backend.stored(backend.learnerIds[learner] ?? ''));
    if (less) world.fail(`learner ${learner} went on as ${into}, who has less of ${less}`);
  }
  // A stamp that the service's time had not reached may have been given anew, and a name it does not take was refused.
  const isClear = !plan.strictNames && !plan.operations.some(({ kind }) => kind === 'server-clock');
  for (const { by, generation, rows, at } of isClear ? brought : []) {
    if (by.losses() !== generation) continue;
    const plain = rows.filter(({ collection, row }) => {
      const definition = collections[collection];
      return definition && hlcMs(latestStamp(definition, row)) <= at;
    });
    const less = await lessIn(by.learnerId, plain);
    if (less) world.fail(`${by.name} brought more of ${less} into the account than there is`);
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
  if (!(await comeToRest(world, service, [fresh]))) world.fail('a fresh device never comes to rest');
  const rows = await world.backend.stored(fresh.learnerId);
  const here = canonicalRows(world.collections, fresh.storage.content().rows.values());
  const difference = differing(canonicalRows(world.collections, rows), here);
  if (difference) world.fail(`a fresh device and the server differ: ${difference}`);
};
