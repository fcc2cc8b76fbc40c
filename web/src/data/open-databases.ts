import { CatalogueDatabase } from './catalogue-database.ts';
import { type DeviceIdentity, deviceIdentity } from './device-identity.ts';
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
}

/**
 * Opens the databases. A connection the browser closes later is replaced at the next use; one that a newer version of
 * the app wants out of its way is closed at once, and opens again with whatever it finds.
 */
export const openDatabases = async (kept = true): Promise<Connections> => {
  const device = await deviceIdentity();
  const learner = new LearnerDatabase(device.learnerId);
  const catalogue = new CatalogueDatabase();
  const storage = new DexieStorage(learner);
  await Promise.all([storage.prepare(), catalogue.open()]);
  return { device, learner, catalogue, storage, kept };
};
