import { adoptRows } from '@hornbook/shared/sync/engine/adopt.ts';
import { hasMore } from '@hornbook/shared/sync/merge.ts';
import { takeServerFields } from '@hornbook/shared/sync/row.ts';
import { CrashedError } from '@hornbook/shared/testing/memory-storage.ts';
import { compareDigest } from './compare-digest.ts';
import { createDevice, type Device } from './device.ts';
import type { Dice } from './dice.ts';
import type { Service } from './service.ts';
import { StorageTrouble } from './trouble.ts';
import type { World } from './world.ts';

/** Whoever has an account. */
const ACCOUNT = 0;
/** A second digit: a name no device of the plan has. */
const FIRST_ARRIVAL = 10;
const LOOKS = 20;
const LOOK_MS = 1_500;

/** The learner leaves a device that is shared: the browser's cookie becomes somebody else's, or nobody's. */
export const leave = (world: World, device: Device, dice: Dice): void => {
  device.leave();
  device.network.setSession(dice.pick([null, ...world.backend.learnerIds]));
};

/**
 * Finishes on a device: all is sent, the service is asked whether it has it, and only then nothing stays. Whatever does not
 * succeed, nothing was removed.
 */
export const finishHere = async (world: World, device: Device): Promise<void> => {
  const { storage, network } = device;
  const isSent = () => storage.content().outbox.size === 0 && storage.content().quarantine.size === 0;
  try {
    for (let look = 0; look < LOOKS; look += 1) {
      const engine = device.engine();
      if (!engine) return;
      const { rev } = storage.content().state;
      const isThere =
        world.bug.finishesUnsent ||
        (isSent() && (await network.claim()) && (await compareDigest(world, device, engine)) === 'equal');
      // From here on nobody writes; what was written while it was asked is seen by the revision.
      const isSame = world.bug.finishesUnsent || (isSent() && storage.content().state.rev === rev);
      if (isThere && isSame) {
        device.away();
        const lost = await lostBy(world, device);
        if (lost) world.fail(`${device.name} finished, and the service has less of ${lost} than it had`);
        world.trace(`${device.name} has finished`);
        device.finish();
        return world.time.at(LOOK_MS, device.openTab);
      }
      await world.time.sleep(LOOK_MS);
    }
  } catch (error) {
    if (!(error instanceof CrashedError || error instanceof StorageTrouble)) throw error;
  }
};

const lostBy = async (world: World, { learnerId, storage }: Device): Promise<string | null> => {
  const there = new Map(
    (await world.backend.stored(learnerId)).map((row) => [`${row.collection}/${row.key}`, row.row]),
  );
  for (const [id, { collection: name, row }] of storage.content().rows) {
    const collection = world.collections[name];
    const stored = there.get(id);
    if (collection && (!stored || hasMore(collection, takeServerFields(collection, row, {}), stored))) return id;
  }
  return null;
};

/**
 * A device signs in to the account of another learner: what was learned on it is merged into that one's rows, here and at
 * the service, and it is that learner's from then on. The answer may be lost: then it stays what it was, and the service
 * goes on taking over what it sends.
 */
export const signIn = async (
  world: World,
  service: Service,
  devices: Device[],
  index: number,
  dice: Dice,
): Promise<void> => {
  const device = devices[index] as Device;
  const intoId = world.backend.learnerIds[ACCOUNT] ?? '';
  if (device.learner === ACCOUNT || device.isLeft() || !(await device.network.claim())) return;
  service.join(device.learnerId, intoId);
  world.joined.set(device.learner, ACCOUNT);
  world.trace(`${device.name} signs in`);
  if (dice.chance(0.3)) return;
  const arrivals = new Set(world.brought.map(({ by }) => by.name)).size;
  const arrived = createDevice(world, service, FIRST_ARRIVAL + arrivals, {
    learner: ACCOUNT,
    skewMs: device.skewMs(),
    oldApp: device.isOldApp(),
  });
  // Asking took until nothing strikes any more: nor does it this one.
  if (device.isHealed()) arrived.heal();
  const bring = async () => {
    const into = world.bug.adopting?.(arrived.storage) ?? arrived.storage;
    await adoptRows(device.storage, into, world.collections, arrived.now);
  };
  await bring();
  // Another tab wrote until it heard that the learner is another one now.
  await world.time.sleep(dice.int(1_000));
  device.retire();
  devices[index] = arrived;
  const rows = [...device.storage.content().rows.values()];
  await bring();
  world.brought.push({ by: arrived, generation: arrived.losses(), at: service.now(), rows });
};
