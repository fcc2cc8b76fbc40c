import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { rowsOf } from '../db/sql-database.ts';
import { noteEvent } from './account-events.ts';
import { addDevice, type ClaimOutcome, type Device, judgeKey, lockLearner } from './claim-learner.ts';

/** What the service had from a browser whose store is gone while its cookie stayed. */
export interface FormerDevice {
  deviceName: string;
  /** What the learner is called; '' when they never said. */
  name: string;
  /** Last heard of, milliseconds since 1970. */
  lastSeenAt: number;
  lessons: number;
  attempts: number;
}

/**
 * Whose browser this was, for one that claims a learner nobody has met: the session in its cookie is another's. Null
 * where there is nothing to be told: the learner is known, or nobody was here before.
 */
export async function formerOf(
  database: Pick<Database, 'query'>,
  former: { learnerId: string; deviceId: string } | null,
  claimed: string,
): Promise<FormerDevice | null> {
  if (!former || former.learnerId === claimed) return null;
  const [found] = await database.query<FormerDevice>(
    `select d.name as "deviceName", coalesce(p.display_name, '') as name,
       (extract(epoch from d.last_seen_at) * 1000)::float8 as "lastSeenAt",
       (select count(*)::int from lesson_progress where learner_id = $1) as lessons,
       (select count(*)::int from attempts where learner_id = $1) as attempts
     from devices d left join profile p on p.learner_id = d.learner_id
     where d.learner_id = $1 and d.id = $2 and not exists (select from learners where id = $3)`,
    [former.learnerId, former.deviceId, claimed],
  );
  return found ?? null;
}

/**
 * Lets a browser that lost its store go on as the learner its session is for, by a new key of a new device: the old one
 * went with the store. Whoever held the cookie could read and write all of it before; the list of devices shows the new one.
 */
export const goOnByFormer = (
  database: Pick<Database, 'transaction'>,
  device: Device,
  former: { learnerId: string; deviceId: string },
): Promise<ClaimOutcome> =>
  database.transaction(async (tx) => {
    const learner = await lockLearner(tx, former.learnerId);
    if (!learner || learner.goneAt) return { kind: 'gone' };
    // Asked again under the lock: it may have been signed out from another one in this very moment.
    const [still] = await rowsOf(
      tx,
      sql`select id from devices where learner_id = ${former.learnerId} and id = ${former.deviceId} and revoked_at is null`,
    );
    if (!still || !learner.userId) return { kind: 'revoked' };
    const there = { ...device, learnerId: former.learnerId };
    await addDevice(tx, there);
    const refusal = await judgeKey(tx, there);
    if (refusal) return refusal;
    await noteEvent(tx, { learnerId: former.learnerId, kind: 'device-paired', deviceId: device.deviceId });
    return { kind: 'claimed', userId: learner.userId, created: false };
  });
