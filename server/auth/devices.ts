import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { rowsOf } from '../db/sql-database.ts';
import { noteEvent } from './account-events.ts';

/** A device of a learner, as the learner's devices are told of it. */
export interface DeviceOfLearner {
  deviceId: string;
  name: string;
  /** Milliseconds since 1970. */
  addedAt: number;
  lastSeenAt: number;
}

/** The devices that are let in, the one seen last first. */
export const devicesOf = (database: Pick<Database, 'query'>, learnerId: string): Promise<DeviceOfLearner[]> =>
  database.query<DeviceOfLearner>(
    `select id as "deviceId", name, (extract(epoch from created_at) * 1000)::float8 as "addedAt",
       (extract(epoch from last_seen_at) * 1000)::float8 as "lastSeenAt"
     from devices where learner_id = $1 and revoked_at is null order by last_seen_at desc, id`,
    [learnerId],
  );

/** Gives a device of the learner another name; false where there is no such device. */
export async function renameDevice(
  database: Pick<Database, 'query'>,
  { learnerId, deviceId, name }: { learnerId: string; deviceId: string; name: string },
): Promise<boolean> {
  const renamed = await database.query(
    `update devices set name = $3, updated_at = now()
     where learner_id = $1 and id = $2 and revoked_at is null returning id`,
    [learnerId, deviceId, name],
  );
  return renamed.length > 0;
}

/**
 * Signs a device out for good: its sessions end, and its key opens no new ones. Again for one that is out already is no
 * error, since a reply may be lost; false where there never was such a device.
 */
export const revokeDevice = (
  database: Pick<Database, 'transaction'>,
  { learnerId, deviceId }: { learnerId: string; deviceId: string },
): Promise<boolean> =>
  database.transaction(async (tx) => {
    // The learner's row first, as whoever adds a device does: the two must not pass each other by.
    await tx.execute(sql`select id from learners where id = ${learnerId} for update`);
    const revoked = await rowsOf(
      tx,
      sql`update devices set revoked_at = coalesce(revoked_at, now()), updated_at = now()
        where learner_id = ${learnerId} and id = ${deviceId} returning id`,
    );
    for (const table of [sql`session`, sql`push_subscriptions`])
      await tx.execute(sql`delete from ${table} where learner_id = ${learnerId} and device_id = ${deviceId}`);
    await tx.execute(
      sql`delete from pairings where learner_id = ${learnerId} and (made_by = ${deviceId} or asked_by = ${deviceId})`,
    );
    if (revoked.length > 0) await noteEvent(tx, { learnerId, kind: 'device-revoked', deviceId });
    return revoked.length > 0;
  });
