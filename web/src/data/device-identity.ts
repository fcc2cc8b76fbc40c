import { Dexie, type Table } from 'dexie';

/**
 * Why the service no longer lets this device in: it was signed out from another one, the learner was erased, or is known
 * there by other keys. Asking again changes none of that, and nothing on the device is locked by it.
 */
export type Refusal = 'revoked' | 'gone' | 'other-key';

/** Who this browser is. The private key can't leave it: scripts may sign with it, never read it. */
export interface DeviceIdentity {
  id: 'current';
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
}

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

/**
 * The identity of this device, made at the first call. The key is generated before the transaction, because waiting for
 * anything but IndexedDB would end it; of two tabs that race, the first to write wins and the other takes what it wrote.
 */
export const deviceIdentity = async (): Promise<DeviceIdentity> => {
  const { identity } = deviceDatabase();
  const stored = await identity.get('current');
  if (stored) return stored;
  const made: DeviceIdentity = {
    id: 'current',
    learnerId: crypto.randomUUID(),
    deviceId: crypto.randomUUID(),
    deviceName: describeDevice(),
    keyPair: await makeKeyPair(),
    claimed: false,
    signedOut: false,
    createdAt: Date.now(),
  };
  return deviceDatabase().transaction('rw', identity, async () => {
    const earlier = await identity.get('current');
    if (earlier) return earlier;
    await identity.add(made);
    return made;
  });
};

export const updateDeviceIdentity = async (
  change: Partial<Pick<DeviceIdentity, 'learnerId' | 'claimed' | 'signedOut' | 'deviceName' | 'refusal'>>,
): Promise<void> => {
  await deviceDatabase().identity.update('current', change);
};
