import { digestOf } from '@hornbook/shared/sync/digest.ts';
import { fingerprintOf } from '@hornbook/shared/sync/engine/apply-page.ts';
import type { Engine } from '@hornbook/shared/sync/engine/engine.ts';
import type { Device } from './device.ts';
import type { World } from './world.ts';

export const compareDigest = async (world: World, device: Device, engine: Engine): Promise<string> => {
  const rows = await world.backend.stored(device.learnerId);
  const clock = await world.backend.clock(device.learnerId);
  const compared = await engine.compareDigest({
    ...clock,
    known: fingerprintOf(world.collections),
    collections: digestOf(world.collections, rows),
    derived: null,
  });
  world.trace(`${device.name} digest ${compared}`);
  return compared;
};
