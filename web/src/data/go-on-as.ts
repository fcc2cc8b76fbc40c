import { Dexie } from 'dexie';
import { adoptRows } from './adopt-rows.ts';
import { bringFiles } from './blobs/bring-files.ts';
import { type Connections, connect, disconnect } from './connections.ts';
import { type DeviceIdentity, identityOf, updateDeviceIdentity } from './device-identity.ts';
import { DexieStorage } from './dexie-storage.ts';
import { LearnerDatabase } from './learner-database.ts';

/**
 * This device's learner goes on as another one, who it has become a device of: all that is here is merged into that one's
 * rows, what was refused and what was being typed comes along, and what waits waits there. Cut off anywhere, it is done
 * again: until the identity changes nothing has happened, and after that the database of before is looked through once
 * more at the next start, for what another tab still wrote, and only then removed.
 */
export const goOnAs = async (before: Connections, learnerId: string): Promise<void> => {
  const from = before.device.learnerId;
  if (from !== learnerId) await bringAlong(from, learnerId);
  const { cameFrom = [] } = (await identityOf(from)) ?? before.device;
  await updateDeviceIdentity(from, {
    learnerId,
    claimed: true,
    signedOut: false,
    refusal: null,
    ...(from !== learnerId && { cameFrom: [...cameFrom.filter((id) => id !== learnerId), from] }),
  });
  await disconnect();
  await connect();
};

/** What came too late for the change of learners, and the end of the database it was in. */
export const bringLeftovers = async (device: DeviceIdentity): Promise<void> => {
  for (const from of device.cameFrom ?? []) {
    const { name } = new LearnerDatabase(from);
    // Somebody else's here, in their own right.
    if (!(await identityOf(from)) && (await Dexie.exists(name))) {
      await bringAlong(from, device.learnerId);
      await Dexie.delete(name);
    }
    const { cameFrom = [] } = (await identityOf(device.learnerId)) ?? {};
    await updateDeviceIdentity(device.learnerId, { cameFrom: cameFrom.filter((id) => id !== from) });
  }
};

const bringAlong = async (from: string, into: string): Promise<void> => {
  const source = new LearnerDatabase(from);
  const target = new LearnerDatabase(into);
  try {
    const storage = new DexieStorage(source);
    await storage.prepare();
    await adoptRows(storage, into);
    await target.quarantine.bulkPut(await source.quarantine.toArray());
    await target.drafts.bulkPut(await source.drafts.toArray());
    await bringFiles({ database: source, learnerId: from }, { database: target, learnerId: into });
  } finally {
    source.close();
    target.close();
  }
};
