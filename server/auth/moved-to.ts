import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/connect.ts';
import { rowsOf } from '../db/sql-database.ts';

/** Where a learner's device has gone on, if it came into an account: it is told so wherever it still asks for the one before. */
export const movedTo = async (
  tx: Transaction,
  { learnerId, deviceId }: { learnerId: string; deviceId: string },
): Promise<string | null> => {
  const [found] = await rowsOf<{ into: string }>(
    tx,
    sql`select j.into_id as into from joined_learners j
      join devices d on d.learner_id = j.into_id and d.id = ${deviceId} and d.revoked_at is null
      join learners l on l.id = j.into_id and l.gone_at is null
      where j.learner_id = ${learnerId} order by j.created_at desc limit 1`,
  );
  return found?.into ?? null;
};
