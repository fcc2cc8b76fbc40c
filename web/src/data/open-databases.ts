import { CatalogueDatabase } from './catalogue-database.ts';
import { CURRENT, type DeviceIdentity, deviceIdentity, identitiesHere } from './device-identity.ts';
import { DexieStorage } from './dexie-storage.ts';
import { LearnerDatabase } from './learner-database.ts';

/** The open databases of this tab or worker: the device's, the current learner's, and the content they share. */
export interface Connections {
  device: DeviceIdentity;
  learner: LearnerDatabase;
  catalogue: CatalogueDatabase;
  /** The learner's database as the sync engine sees it. */
  storage: DexieStorage;
  /** False where the browser forbids storage: all of it then lives in memory, and nothing is sent. */
  kept: boolean;
  /** Others learn on this device, too, or the learner has a PIN: it may be locked. */
  shared: boolean;
}

/** Who is learning has to be asked first: nothing of anybody is opened until somebody has said. */
export class DeviceLocked extends Error {
  override name = 'DeviceLocked';
}

/** A learner's databases, whoever uses the device. */
export const openDatabasesOf = async (
  device: DeviceIdentity,
  { kept = true, shared = false } = {},
): Promise<Connections> => {
  const learner = new LearnerDatabase(device.learnerId);
  const catalogue = new CatalogueDatabase();
  const storage = new DexieStorage(learner);
  await Promise.all([storage.prepare(), catalogue.open()]);
  return { device, learner, catalogue, storage, kept, shared };
};

/**
 * Opens the databases of who uses the device. A connection the browser closes later is replaced at the next use; one that
 * a newer version of the app wants out of its way is closed at once, and opens again with whatever it finds.
 */
export const openDatabases = async (kept = true): Promise<Connections> => {
  const here = await identitiesHere();
  const device = here.find(({ id }) => id === CURRENT) ?? (await deviceIdentity());
  const shared = here.some(({ learnerId }) => learnerId !== device.learnerId) || Boolean(device.pin);
  if (device.leaving) await (await import('./remove-learner.ts')).removeLeaving(device);
  if (device.leaving) return openDatabases(kept);
  if (shared && (await (await import('./lock.ts')).isLockedNow(device))) throw new DeviceLocked();
  return openDatabasesOf(device, { kept, shared });
};
