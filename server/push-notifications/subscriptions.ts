import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { pushSubscriptions } from '../db/sync-tables.ts';
import type { Subscription } from './send-push.ts';

/** More than any learner has browsers; the oldest make room. */
const MOST_A_LEARNER = 10;

const idOf = (endpoint: string): string => createHash('sha256').update(endpoint).digest('hex');

export const keepSubscription = (
  database: Database,
  learnerId: string,
  { endpoint, p256dh, auth, language, deviceId }: Subscription & { language: string; deviceId: string | null },
): Promise<void> =>
  database.transaction(async (tx) => {
    const id = idOf(endpoint);
    await tx
      .insert(pushSubscriptions)
      .values({ learnerId, deviceId, id, endpoint, p256dh, auth, language })
      .onConflictDoUpdate({
        target: [pushSubscriptions.learnerId, pushSubscriptions.id],
        set: { deviceId, p256dh, auth, language, updatedAt: sql`now()` },
      });
    // A browser reminds one learner: another one on it has taken the address over.
    await tx.execute(sql`delete from push_subscriptions where id = ${id} and learner_id <> ${learnerId}`);
    await tx.execute(sql`
      delete from push_subscriptions where learner_id = ${learnerId} and id in (
        select id from push_subscriptions where learner_id = ${learnerId} order by updated_at desc, id offset ${MOST_A_LEARNER})`);
  });

export const dropSubscription = async (
  database: Pick<Database, 'db'>,
  learnerId: string,
  endpoint: string,
): Promise<void> => {
  await database.db
    .delete(pushSubscriptions)
    .where(and(eq(pushSubscriptions.learnerId, learnerId), eq(pushSubscriptions.id, idOf(endpoint))));
};
