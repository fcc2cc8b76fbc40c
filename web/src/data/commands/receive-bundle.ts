import { type Bundle, type BundleRefusal, type OwnHead, readBundle } from '@hornbook/shared/bundle/bundle-text.ts';
import { openOwn } from '@hornbook/shared/bundle/open-bundle.ts';
import { type TakenIn, takeIn } from '@hornbook/shared/bundle/take-in.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { publicKeyOf } from '@hornbook/shared/identity/claim.ts';
import { isRecord } from '@hornbook/shared/sync/row.ts';
import { now } from '../clock.ts';
import { type Connections, connect } from '../connections.ts';
import { bundleTools, canBundle } from '../hand-over/bundle-tools.ts';
import { handOverDatabase } from '../hand-over/hand-over-database.ts';
import { knownKeys, refreshKeys } from '../hand-over/known-keys.ts';
import { type NotStored, orNotStored } from '../local-write.ts';

/** What was read from a file or from pictures. */
export type Received =
  | { kind: 'refused'; why: BundleRefusal | 'foreign' | 'unknown-device' | 'unsupported' | 'full' }
  /** Somebody's waiting work: this device carries it now, or did already. */
  | { kind: 'carried'; from: string; rows: number; already: boolean }
  /** A learner's own data: nothing was taken yet, see `putBack`. */
  | {
      kind: 'own';
      text: string;
      /** Of the learner who is here; otherwise of somebody else, or of this one before a wipe. */
      mine: boolean;
      from: string;
      rows: number;
      madeAt: number;
    };

const MOST_CARRIED = 500;
const MOST_CARRIED_BYTES = 40 * 1024 * 1024;

/** Reads a bundle, whatever it came in. Of somebody's work it takes charge; of own data it says what it is. [B1] */
export const receiveBundle = async (given: string): Promise<Received> => {
  if (!canBundle()) return { kind: 'refused', why: 'unsupported' };
  const read = readBundle(bundleWithin(given));
  if (read.kind === 'refused') return read;
  const { bundle } = read;
  if (bundle.head.kind === 'waiting') return carry(bundleWithin(given), bundle);
  const own = { ...bundle, head: bundle.head };
  if (!(await openOwn(bundleTools(), own))) return { kind: 'refused', why: 'damaged' };
  const connections = await connect();
  const mine = own.head.learnerId === connections.device.learnerId;
  if (mine && !(await isKnown(connections, own.head))) return { kind: 'refused', why: 'unknown-device' };
  const { from, rows, madeAt } = own.head;
  return { kind: 'own', text: bundleWithin(given), mine, from, rows, madeAt };
};

/** A copy that people read carries, at its end, the same as a bundle. */
const bundleWithin = (given: string): string => {
  if (!/^\s*\{/.test(given)) return given;
  try {
    const copy: unknown = JSON.parse(given);
    return isRecord(copy) && typeof copy.putBack === 'string' ? copy.putBack : '';
  } catch {
    return '';
  }
};

const carry = async (text: string, { head: { from, rows, madeAt, ...head } }: Bundle): Promise<Received> => {
  const { device } = await connect();
  const service = (await knownKeys(device.learnerId))?.service;
  if (service && head.kind === 'waiting' && head.for !== service.id) return { kind: 'refused', why: 'foreign' };
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text.replace(/\s+/g, '')));
  const id = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const { carried } = handOverDatabase();
  if (await carried.get(id)) return { kind: 'carried', from, rows, already: true };
  const others = await carried.where('state').equals('waiting').toArray();
  const bytes = others.reduce((sum, { sizeBytes }) => sum + sizeBytes, text.length);
  if (others.length >= MOST_CARRIED || bytes > MOST_CARRIED_BYTES) return { kind: 'refused', why: 'full' };
  await carried.add({
    id,
    text,
    from,
    rows,
    madeAt,
    sizeBytes: text.length,
    receivedAt: now(),
    state: 'waiting',
    refusal: null,
    settledAt: null,
    notBefore: 0,
  });
  return { kind: 'carried', from, rows, already: false };
};

/** [B6] Made by this device, or by one that the service has named as this learner's. */
const isKnown = async ({ device }: Connections, { deviceId, publicKey }: OwnHead): Promise<boolean> => {
  const own = publicKeyOf(await crypto.subtle.exportKey('jwk', device.keyPair.publicKey));
  if (own.x === publicKey.x && own.y === publicKey.y) return true;
  const isNamed = async () =>
    (await knownKeys(device.learnerId))?.devices.some(
      (known) => known.deviceId === deviceId && known.publicKey.x === publicKey.x && known.publicKey.y === publicKey.y,
    ) ?? false;
  if (await isNamed()) return true;
  // It may have joined since this one last asked.
  await refreshKeys(device);
  return isNamed();
};

export type PutBack = TakenIn | { kind: 'refused' } | NotStored;

/** Merges own data into what is here. Of another learner only with `evenIfAnothers`: they say it is theirs from before. */
export const putBack = async (text: string, { evenIfAnothers = false } = {}): Promise<PutBack> => {
  const received = await receiveBundle(text);
  if (received.kind !== 'own' || (!received.mine && !evenIfAnothers)) return { kind: 'refused' };
  const read = readBundle(received.text);
  if (read.kind === 'refused' || read.bundle.head.kind !== 'own') return { kind: 'refused' };
  const payload = await openOwn(bundleTools(), { ...read.bundle, head: read.bundle.head });
  if (!payload) return { kind: 'refused' };
  const { storage } = await connect();
  return orNotStored(() => takeIn({ storage, collections, clock: { now } }, payload.rows));
};

/** Stops carrying; its maker still has all of it. */
export const dropCarried = (id: string): Promise<void> => handOverDatabase().carried.delete(id);
