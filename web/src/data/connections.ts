import { create } from 'zustand';
import { CatalogueDatabase } from './catalogue-database.ts';
import { type DeviceIdentity, deviceIdentity } from './device-identity.ts';
import { DexieStorage } from './dexie-storage.ts';
import { LearnerDatabase } from './learner-database.ts';

/** The open databases of this tab: the device's, the current learner's, and the content they share. */
export interface Connections {
  device: DeviceIdentity;
  learner: LearnerDatabase;
  catalogue: CatalogueDatabase;
  /** The learner's database as the sync engine sees it. */
  storage: DexieStorage;
}

export type ConnectionState =
  | { kind: 'opening' }
  | { kind: 'open'; connections: Connections }
  | { kind: 'failed'; error: unknown };

export const useConnectionState = create<ConnectionState>(() => ({ kind: 'opening' }));

let opening: Promise<Connections> | undefined;

const open = async (): Promise<Connections> => {
  const device = await deviceIdentity();
  const learner = new LearnerDatabase(device.learnerId);
  const catalogue = new CatalogueDatabase();
  const storage = new DexieStorage(learner);
  await Promise.all([storage.prepare(), catalogue.open()]);
  const connections = { device, learner, catalogue, storage };
  useConnectionState.setState({ kind: 'open', connections }, true);
  return connections;
};

/** Opens the databases once; every later call gives the same connections. */
export const connect = (): Promise<Connections> => {
  opening ??= open().catch((error: unknown) => {
    opening = undefined;
    useConnectionState.setState({ kind: 'failed', error }, true);
    throw error;
  });
  return opening;
};

/** Closes everything; the next `connect` opens afresh. For joining another learner and for tests. */
export const disconnect = async (): Promise<void> => {
  const current = await opening?.catch(() => undefined);
  opening = undefined;
  current?.learner.close();
  current?.catalogue.close();
  useConnectionState.setState({ kind: 'opening' }, true);
};
