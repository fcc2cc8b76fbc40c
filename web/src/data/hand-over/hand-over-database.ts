import type { BundleHead } from '@hornbook/shared/bundle/bundle-text.ts';
import type { ServiceKey } from '@hornbook/shared/bundle/seal.ts';
import type { DevicePublicKey } from '@hornbook/shared/identity/claim.ts';
import { Dexie, type Table } from 'dexie';

/** Why the service will never take what was carried. */
export type CarriedRefusal = 'not-taken' | 'foreign' | 'damaged' | 'too-large';

/** Work of somebody, on its way to the service by this device. [B5] */
export interface Carried {
  /** SHA-256 of the text: the same bundle twice is one. */
  id: string;
  /** Null once the service has said what becomes of it. */
  text: string | null;
  /** As much as its maker agreed to show. */
  from: string;
  rows: number;
  sizeBytes: number;
  madeAt: number;
  receivedAt: number;
  state: 'waiting' | 'delivered' | 'refused';
  refusal: CarriedRefusal | null;
  /** When the service said so; null while it waits. */
  settledAt: number | null;
  /** Not before this local time, ms; 0 for as soon as there is a connection. */
  notBefore: number;
}

/** A learner's own bundle, given away or saved: so that they remember what they did with it. */
export interface HandedOver {
  id?: number;
  learnerId: string;
  kind: BundleHead['kind'];
  how: 'file' | 'share' | 'pictures';
  rows: number;
  at: number;
}

/** What bundles are sealed and proven with, as the service last told it to this learner. */
export interface KnownKeys {
  learnerId: string;
  service: ServiceKey;
  /** The learner's devices that are let in. */
  devices: { deviceId: string; publicKey: DevicePublicKey }[];
  at: number;
}

/** What travels by hand. It belongs to the device: what is carried for somebody stays when the learner here changes. */
class HandOverDatabase extends Dexie {
  readonly carried!: Table<Carried, string>;
  readonly handedOver!: Table<HandedOver, number>;
  readonly keys!: Table<KnownKeys, string>;

  constructor() {
    super('hornbook-hand-over', { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ carried: 'id,state', handedOver: '++id,learnerId', keys: 'learnerId' });
  }
}

let database: HandOverDatabase | undefined;

export const handOverDatabase = (): HandOverDatabase => {
  database ??= new HandOverDatabase();
  return database;
};

/** Forgets the open connection, so that the next use opens a new one. */
export const resetHandOver = (): void => {
  database?.close();
  database = undefined;
};

/** A learner is removed from this device: what is known of them here goes, what is carried for anybody stays. */
export const forgetHandOversOf = async (learnerId: string): Promise<void> => {
  const { handedOver, keys } = handOverDatabase();
  await handedOver.where('learnerId').equals(learnerId).delete();
  await keys.delete(learnerId);
};
