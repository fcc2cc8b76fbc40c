import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/connect.ts';
import { rowsOf } from '../db/sql-database.ts';
import { noteEvent } from './account-events.ts';
import { addDevice, type ClaimOutcome, type Device, judgeKey, letInAgain, lockLearner } from './claim-learner.ts';

export type EnterOutcome =
  | Exclude<ClaimOutcome, { kind: 'claimed' }>
  /** Where the device goes on, and whether what it learnt before is to go on there as well. */
  | { kind: 'entered'; userId: string; learnerId: string; joined: boolean }
  /** The learner of this device belongs to another account, so it is not taken into this one. */
  | { kind: 'other-account' }
  /** The learner it asked for is none of the account's. */
  | { kind: 'not-yours' };

/**
 * Lets a device into an account that it has proven. `into` is the account's learner it comes for: what was learnt on the
 * device without an account goes on in that one, merged. Null makes the device's own learner one of the account's: the
 * owner changes, and no row is touched. Again, after a lost reply, it finds what it did.
 */
export const enterAccount = (
  database: Pick<Database, 'transaction'>,
  device: Device,
  { userId, into }: { userId: string; into: string | null },
): Promise<EnterOutcome> =>
  database.transaction(async (tx) => {
    // In one order, whoever asks: two devices that come at once must not wait for each other.
    for (const id of [device.learnerId, ...(into ? [into] : [])].sort()) await lockLearner(tx, id);
    return into !== null && into !== device.learnerId ? goOnIn(tx, device, userId, into) : takeOver(tx, device, userId);
  });

const goOnIn = async (tx: Transaction, device: Device, userId: string, into: string): Promise<EnterOutcome> => {
  const target = await lockLearner(tx, into);
  if (!target || target.userId !== userId) return { kind: 'not-yours' };
  if (target.goneAt) return { kind: 'gone' };
  const there = { ...device, learnerId: into };
  await addDevice(tx, there);
  await letInAgain(tx, there);
  const refusal = await judgeKey(tx, there);
  if (refusal) return refusal;
  const joined = await isAnonymous(tx, device.learnerId);
  // Its rows go on only by the key that may speak for it: another's learner is not to be named here.
  const its = joined && !(await judgeKey(tx, device));
  if (its) {
    const made = await rowsOf(
      tx,
      sql`insert into joined_learners (learner_id, into_id) values (${device.learnerId}, ${into})
        on conflict do nothing returning learner_id`,
    );
    if (made.length > 0) await noteEvent(tx, { learnerId: into, kind: 'learning-joined', deviceId: device.deviceId });
  }
  await noteEvent(tx, { learnerId: into, kind: 'signed-in', deviceId: device.deviceId });
  return { kind: 'entered', userId, learnerId: into, joined: its };
};

const takeOver = async (tx: Transaction, device: Device, userId: string): Promise<EnterOutcome> => {
  const { learnerId } = device;
  const own = await lockLearner(tx, learnerId);
  if (!own || own.goneAt) return { kind: 'gone' };
  const refusal = await judgeKey(tx, device);
  if (refusal) return refusal;
  if (own.userId !== userId) {
    if (!(await isAnonymous(tx, learnerId))) return { kind: 'other-account' };
    await tx.execute(sql`update learners set user_id = ${userId} where id = ${learnerId}`);
    await tx.execute(sql`update session set user_id = ${userId} where learner_id = ${learnerId}`);
    await tx.execute(sql`delete from "user" u where u.id = ${own.userId} and u.is_anonymous
      and not exists (select from learners l where l.user_id = u.id)`);
  }
  await noteEvent(tx, { learnerId, kind: 'signed-in', deviceId: device.deviceId });
  return { kind: 'entered', userId, learnerId, joined: false };
};

/** Whether nobody could sign in to the learner's account: it was made with the learner, and is known to no person. */
const isAnonymous = async (tx: Transaction, learnerId: string): Promise<boolean> => {
  const [found] = await rowsOf<{ yes: boolean }>(
    tx,
    sql`select coalesce(u.is_anonymous, true) as yes from learners l left join "user" u on u.id = l.user_id
      where l.id = ${learnerId} and l.gone_at is null`,
  );
  return found?.yes ?? false;
};
