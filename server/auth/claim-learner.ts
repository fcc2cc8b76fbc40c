import { randomUUID } from 'node:crypto';
import type { DevicePublicKey } from '@hornbook/shared/identity/claim.ts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/connect.ts';
import { devices, learners } from '../db/sync-tables.ts';
import { noteEvent } from './account-events.ts';
import { pairings, user } from './auth-tables.ts';
import { isSameKey } from './device-key.ts';
import { movedTo } from './moved-to.ts';

export interface Device {
  learnerId: string;
  deviceId: string;
  deviceName: string;
  publicKey: DevicePublicKey;
}

export type ClaimOutcome =
  | { kind: 'claimed'; userId: string; created: boolean }
  /** The learner, or this device of it, is known by another key. */
  | { kind: 'other-key' }
  | { kind: 'revoked' }
  /** The pairing by which it came is no more: its time is over, or one of the two devices was signed out. */
  | { kind: 'not-paired' }
  /** The learner was erased, here or on another device. */
  | { kind: 'gone' }
  /** The device came into an account, where what it learnt goes on; it has not heard so yet. */
  | { kind: 'moved'; learnerId: string }
  /** A new learner, and there were too many of late. */
  | { kind: 'not-now' };

/**
 * Adopts a learner for a device whose signature was checked. Idempotent by the key: the same claim again, at once from
 * another tab or after a lost reply, finds what the first one made. `mayCreate` is asked before a learner is made.
 */
export const claimLearner = (database: Database, device: Device, mayCreate: () => boolean): Promise<ClaimOutcome> =>
  database.transaction(async (tx) => {
    if (!(await lockLearner(tx, device.learnerId))) {
      if (!mayCreate()) return { kind: 'not-now' };
      // Nothing is made when an identical claim was faster: it is then waited for here, and found below.
      const made = await tx.insert(learners).values({ id: device.learnerId }).onConflictDoNothing().returning();
      if (made.length > 0) {
        await addDevice(tx, device);
        return { kind: 'claimed', userId: await ensureUser(tx, device.learnerId), created: true };
      }
    }
    // The learner's row is locked before the device's, always: in the other order two claims wait for each other.
    const known = await lockLearner(tx, device.learnerId);
    if (known?.goneAt) return { kind: 'gone' };
    const refusal = await judgeKey(tx, device);
    if (refusal) return refusal;
    const into = await movedTo(tx, device);
    if (into) return { kind: 'moved', learnerId: into };
    return { kind: 'claimed', userId: await ensureUser(tx, device.learnerId), created: false };
  });

/** Registers a further device of a learner, by a pairing that one of the learner's devices said yes to. */
export const joinLearner = (database: Database, device: Device, pairing: string): Promise<ClaimOutcome> =>
  database.transaction(async (tx) => {
    const known = await lockLearner(tx, device.learnerId);
    if (!known || known.goneAt) return { kind: 'gone' };
    // Asked again under the lock: whoever signs a device out holds it too, and takes its pairings away.
    const [paired] = await tx
      .select({ id: pairings.id })
      .from(pairings)
      .where(and(eq(pairings.id, pairing), eq(pairings.answer, 'accepted'), eq(pairings.askedBy, device.deviceId)));
    if (!paired) return { kind: 'not-paired' };
    await addDevice(tx, device);
    await letInAgain(tx, device);
    const refusal = await judgeKey(tx, device);
    if (!refusal) await noteEvent(tx, { ...device, kind: 'device-paired' });
    return refusal ?? { kind: 'claimed', userId: await ensureUser(tx, device.learnerId), created: false };
  });

/** A device that was signed out from another one comes back by that one's word, and by the key it had. */
export const letInAgain = (tx: Transaction, { learnerId, deviceId, publicKey }: Device) =>
  tx
    .update(devices)
    // Added anew: a backup that knows it from before brings back a device that was signed out since.
    .set({ revokedAt: null, createdAt: sql`case when revoked_at is null then created_at else now() end` })
    .where(
      and(
        eq(devices.learnerId, learnerId),
        eq(devices.id, deviceId),
        sql`public_key->>'x' = ${publicKey.x} and public_key->>'y' = ${publicKey.y}`,
      ),
    );

export const lockLearner = async (tx: Transaction, learnerId: string) =>
  (await tx.select().from(learners).where(eq(learners.id, learnerId)).for('update'))[0];

export const addDevice = (tx: Transaction, { learnerId, deviceId, deviceName, publicKey }: Device) =>
  tx.insert(devices).values({ learnerId, id: deviceId, name: deviceName, publicKey }).onConflictDoNothing();

export async function judgeKey(
  tx: Transaction,
  device: Device,
): Promise<Extract<ClaimOutcome, { kind: 'other-key' | 'revoked' }> | null> {
  const [known] = await tx
    .select()
    .from(devices)
    .where(and(eq(devices.learnerId, device.learnerId), eq(devices.id, device.deviceId)));
  if (!known || !isSameKey(known.publicKey as DevicePublicKey, device.publicKey)) return { kind: 'other-key' };
  if (known.revokedAt) return { kind: 'revoked' };
  await tx
    .update(devices)
    // Not its name: the learner may have given it another, on this device or from a different one.
    .set({ lastSeenAt: sql`now()`, updatedAt: sql`now()` })
    .where(and(eq(devices.learnerId, device.learnerId), eq(devices.id, device.deviceId)));
  return null;
}

/** The learner's account: the one there is, or a new anonymous one. The learner's row is locked, so only one is made. */
async function ensureUser(tx: Transaction, learnerId: string): Promise<string> {
  const learner = await lockLearner(tx, learnerId);
  if (learner?.userId) return learner.userId;
  const id = randomUUID();
  const nowhere = `${id}@anonymous.invalid`;
  await tx.insert(user).values({ id, name: 'Anonymous', email: nowhere, isAnonymous: true });
  await tx
    .update(learners)
    .set({ userId: id, updatedAt: sql`now()` })
    .where(and(eq(learners.id, learnerId), isNull(learners.userId)));
  return id;
}
