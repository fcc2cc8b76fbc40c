import { Dexie, type Table } from 'dexie';

/**
 * Why the service no longer lets this device in: it was signed out from another one, the learner was erased, or is known
 * there by other keys. Asking again changes none of that, and nothing on the device is locked by it.
 */
export type Refusal = 'revoked' | 'gone' | 'other-key';

/** What "Who is learning?" shows of a learner: from the profile, as it was last read here. */
export interface Face {
  name: string;
  picture: string | null;
  /** A photo, shown in place of the picture. Its bytes lie here, where they can be read while nobody is learning. */
  photo?: Photo | null;
}

export interface Photo {
  sha256: string;
  bytes: Blob;
}

/** A PIN as it is kept: enough to know it again, and how often it was missed. See pin.ts. */
export interface Pin {
  salt: Uint8Array<ArrayBuffer>;
  hash: Uint8Array<ArrayBuffer>;
  rounds: number;
  failures: number;
  failedAt: number;
  /** When somebody said they had forgotten it; null otherwise. */
  forgottenAt: number | null;
}

/**
 * Who this browser is, for one learner: each that shares it has a key and ids of their own here, and nothing tells the
 * service that they share it. The private key can't leave it: scripts may sign with it, never read it.
 */
export interface DeviceIdentity {
  /** The one who uses the device is 'current'; the others are kept by their learner's id. */
  id: string;
  learnerId: string;
  deviceId: string;
  deviceName: string;
  keyPair: CryptoKeyPair;
  /** False until the service has adopted the learner. */
  claimed: boolean;
  /** True after the learner signed out: nothing is sent until they sign in again. */
  signedOut: boolean;
  /** What the service said the last time it was asked, kept for a start without a network. */
  refusal?: Refusal | null;
  createdAt: number;
  face?: Face;
  pin?: Pin | null;
  /** The learner has left, or was away for too long: who is learning is asked before anything is opened. */
  locked?: boolean;
  /** Minutes without a touch until that is asked; null for never. */
  lockAfterMinutes?: number | null;
  /** The last touch, roughly; kept only where the device is shared. */
  activeAt?: number;
  /** Learners of before, who went on as this one; their databases may hold what came late. */
  cameFrom?: string[];
  /** When copies of everything were made here that the service was not told of yet. */
  exportedAt?: number[];
  /** All of it is at the service, and it is being removed from here: whatever ends in between, that goes on. */
  leaving?: boolean;
}

export const CURRENT = 'current';

class DeviceDatabase extends Dexie {
  readonly identity!: Table<DeviceIdentity, string>;

  constructor() {
    super('hornbook-device', { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ identity: 'id' });
  }
}

let database: DeviceDatabase | undefined;
const deviceDatabase = () => {
  database ??= new DeviceDatabase();
  return database;
};

/** Forgets the open connection, so that the next use opens a new one. */
export const resetDevice = (): void => {
  database?.close();
  database = undefined;
};

const describeDevice = (): string => {
  const agent = globalThis.navigator?.userAgent ?? '';
  const kinds: [RegExp, string][] = [
    [/iPhone/, 'iPhone'],
    [/iPad/, 'iPad'],
    [/Android.*Mobile/, 'Android phone'],
    [/Android/, 'Android tablet'],
    [/CrOS/, 'Chromebook'],
    [/Windows/, 'Windows computer'],
    [/Mac OS/, 'Mac'],
    [/Linux/, 'Linux computer'],
  ];
  return kinds.find(([pattern]) => pattern.test(agent))?.[1] ?? 'This device';
};

export const makeKeyPair = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);

/** Somebody nobody knows yet. */
export const makeIdentity = async (): Promise<DeviceIdentity> => ({
  id: CURRENT,
  learnerId: crypto.randomUUID(),
  deviceId: crypto.randomUUID(),
  deviceName: describeDevice(),
  keyPair: await makeKeyPair(),
  claimed: false,
  signedOut: false,
  createdAt: Date.now(),
});

/**
 * The identity of this device, made at the first call. The key is generated before the transaction, because waiting for
 * anything but IndexedDB would end it; of two tabs that race, the first to write wins and the other takes what it wrote.
 */
export const deviceIdentity = async (): Promise<DeviceIdentity> => {
  const stored = await currentIdentity();
  if (stored) return stored;
  const made = await makeIdentity();
  return changeIdentities(async (identity) => {
    const earlier = await identity.get(CURRENT);
    if (earlier) return earlier;
    await identity.add(made);
    return made;
  });
};

/** Who uses the device; nobody before the first opening. */
export const currentIdentity = (): Promise<DeviceIdentity | undefined> => deviceDatabase().identity.get(CURRENT);

/** Whose databases may be open: null while it is asked who is learning. */
export const whoIsHere = async (): Promise<string | null> => {
  const current = await currentIdentity();
  return current && !current.locked && !current.leaving ? current.learnerId : null;
};

/** All who learn on this device. */
export const identitiesHere = (): Promise<DeviceIdentity[]> => deviceDatabase().identity.toArray();

/** Changes who is here and who of them is current, all or nothing. */
export const changeIdentities = <T>(change: (identity: Table<DeviceIdentity, string>) => Promise<T>): Promise<T> => {
  const db = deviceDatabase();
  return db.transaction('rw', db.identity, () => change(db.identity));
};

/** A learner's identity here, whoever uses the device now. */
export const identityOf = async (learnerId: string): Promise<DeviceIdentity | undefined> => {
  const current = await currentIdentity();
  return current?.learnerId === learnerId ? current : deviceDatabase().identity.get(learnerId);
};

type IdentityChanges = Partial<Omit<DeviceIdentity, 'id' | 'deviceId' | 'keyPair' | 'createdAt'>>;

/** Changes what is kept of a learner here; another one may have become current meanwhile, and is left alone. */
export const updateDeviceIdentity = (learnerId: string, change: IdentityChanges): Promise<void> =>
  changeIdentities(async (identity) => {
    const current = await identity.get(CURRENT);
    const id = current?.learnerId === learnerId ? CURRENT : learnerId;
    // Becomes a learner who is here already: from now on the two are one, with the face and the PIN that one had.
    const same = change.learnerId && change.learnerId !== learnerId ? await identity.get(change.learnerId) : undefined;
    if (same) await identity.delete(same.id);
    await identity.update(id, { ...(same && { face: same.face, pin: same.pin ?? null }), ...change });
  });
