import { collectOwn, collectWaiting } from '@hornbook/shared/bundle/collect.ts';
import { OWN_LIMIT, readPayload, WAITING_LIMIT, writePayload } from '@hornbook/shared/bundle/payload.ts';
import { takeIn } from '@hornbook/shared/bundle/take-in.ts';
import { hlcMs } from '@hornbook/shared/sync/hlc.ts';
import { latestStamp } from '@hornbook/shared/sync/stamps.ts';
import { CrashedError } from '@hornbook/shared/testing/memory-storage.ts';
import type { Device } from './device.ts';
import type { Dice } from './dice.ts';
import type { Ledger } from './ledger.ts';
import type { OperationKind } from './plan.ts';
import type { Service } from './service.ts';
import { StorageTrouble } from './trouble.ts';
import type { PackedByHand, World } from './world.ts';

/** Packs what waits or everything, brings it to the service by whoever is near, or puts own data back. [B4] [B5] [B6] */
export const handOver = async (
  world: World,
  service: Service,
  ledger: Ledger,
  devices: readonly Device[],
  device: Device,
  dice: Dice,
  kind: Extract<OperationKind, 'pack' | 'pack-own' | 'carry' | 'put-back'>,
): Promise<void> => {
  const { storage, learnerId, name } = device;
  const collections = device.collections();
  const some = (fits: (packed: PackedByHand) => boolean): PackedByHand | undefined => {
    const fitting = world.pocket.filter(fits);
    return fitting.length > 0 ? dice.pick(fitting) : undefined;
  };
  try {
    switch (kind) {
      case 'pack': {
        const { left, ...payload } = await collectWaiting({ storage, collections }, WAITING_LIMIT);
        world.pocket.push({ kind: 'waiting', learnerId, by: name, payload });
        return;
      }
      case 'pack-own':
        world.pocket.push({ kind: 'own', learnerId, by: name, payload: await collectOwn({ storage, collections }) });
        return;
      case 'carry': {
        const packed = some((one) => one.kind === 'waiting');
        const maker = devices.find((one) => one.name === packed?.by);
        // [B3] Of a device that was signed out nothing is taken.
        if (!packed || !maker || maker.network.isBarred()) return;
        const read = readPayload(writePayload(packed.payload), WAITING_LIMIT);
        if (!read) return world.fail('what was packed could not be read');
        return await service.carry(packed.learnerId, read);
      }
      case 'put-back': {
        const packed = some((one) => one.kind === 'own' && one.learnerId === learnerId);
        const read = packed && readPayload(writePayload(packed.payload), OWN_LIMIT);
        if (!read) return;
        for (const { collection, key, row } of read.rows) {
          const definition = collections[collection];
          if (!definition || hlcMs(latestStamp(definition, row)) <= service.now()) continue;
          for (const field in row) ledger.putBackEarly(device.learner, `${collection}/${key}/${field}`, row[field]);
        }
        await takeIn({ storage, collections, clock: { now: device.now } }, read.rows);
        return;
      }
    }
  } catch (error) {
    // Dead meanwhile, or its database did not take it: then nothing of it was done.
    if (!(error instanceof CrashedError || error instanceof StorageTrouble)) throw error;
  }
};
