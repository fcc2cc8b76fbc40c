import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { PROTOCOL, type PushedRow, type PushRequest } from '@hornbook/shared/sync/protocol.ts';
import { rowToWire } from '@hornbook/shared/sync/row.ts';
import type { Device } from './device.ts';
import type { Dice } from './dice.ts';
import type { Service } from './service.ts';
import { readBytesOfPush, writePush } from './wire.ts';
import type { World } from './world.ts';

/** How much later a second copy may arrive: longer than a fast clock is ahead by, and shorter. */
const LATE_MS = 120_000;

/**
 * All that waits leaves at once, as an app sends it that does not look at its own stamps first: what its clock put beyond
 * the lead is refused, now and when a copy of it comes late. Nobody hears the answers. [C2]
 */
export const sendRashly = (world: World, service: Service, device: Device, dice: Dice): void => {
  const { state, rows, outbox } = device.storage.content();
  const pushed = [...outbox.values()].flatMap(({ collection, key, rev }): PushedRow[] => {
    const stored = rows.get(`${collection}/${key}`);
    const known = world.collections[collection] as Collection | undefined;
    return stored && known ? [{ collection, key, rev, row: rowToWire(known, stored.row) }] : [];
  });
  if (pushed.length === 0) return;
  const { replicaId, epoch, heard } = state;
  const request: PushRequest = {
    protocol: PROTOCOL,
    learnerId: device.learnerId,
    replicaId,
    epoch,
    heard,
    rows: pushed,
  };
  const bytes = writePush(world.collections, request);
  const arrive = async () => {
    if (service.isUp()) await service.push(request.learnerId, await readBytesOfPush(bytes));
  };
  for (const ms of [dice.int(100), dice.int(LATE_MS)])
    world.time.at(ms, () => void arrive().catch((error) => world.fail(`a rash push broke the service: ${error}`)));
};
