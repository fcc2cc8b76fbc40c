import { FIRST_WISH, reminderDue } from '@hornbook/shared/learning/reminder.ts';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { rowsOf } from '../db/sql-database.ts';
import { readAsLearner } from '../db/with-learner.ts';
import type { Log } from '../log.ts';
import { reminderPayload } from './reminder-words.ts';
import type { SendPush, Subscription } from './send-push.ts';
import { dropSubscription } from './subscriptions.ts';

interface Needs {
  database: Pick<Database, 'db'>;
  send: SendPush;
  log: Pick<Log, 'error'>;
  now?: () => number;
}

interface Line extends Subscription {
  learnerId: string;
  language: string;
  minute: number | null;
  zone: string | null;
  quietFrom: number | null;
  quietTo: number | null;
}

/**
 * Reminds whoever asked for it and whose hour it is, once a local day and not when they have learned already. Whoever
 * makes the day's row sends, so that two processes, or one that starts again, never send two.
 */
export const remindOnce = async ({ database, send, log, now = Date.now }: Needs): Promise<number> => {
  const lines = await rowsOf<Line>(
    database.db,
    sql`select p.learner_id as "learnerId", p.endpoint, p.p256dh, p.auth, p.language, s.reminder_minute as minute,
        s.reminder_zone as zone, s.quiet_from as "quietFrom", s.quiet_to as "quietTo"
      from push_subscriptions p join learner_settings s on s.learner_id = p.learner_id
      where s.reminder_on and s.deleted_at is null`,
  );
  const byLearner = new Map<string, Line[]>();
  for (const line of lines) byLearner.set(line.learnerId, [...(byLearner.get(line.learnerId) ?? []), line]);
  let sent = 0;
  for (const [learnerId, own] of byLearner) {
    const [first] = own;
    const day = first && reminderDue(wishOf(first), now());
    if (!day || (await hasLearned(database, learnerId, day))) continue;
    const made = await rowsOf<{ local_day: string }>(
      database.db,
      sql`insert into sent_reminders (learner_id, local_day) values (${learnerId}, ${day})
        on conflict do nothing returning local_day`,
    );
    if (made.length === 0) continue;
    for (const line of own) {
      try {
        const outcome = await send(line, reminderPayload(line.language));
        if (outcome === 'gone') await dropSubscription(database, learnerId, line.endpoint);
        if (outcome === 'sent') sent += 1;
      } catch (error) {
        // Never the address: whoever has it can tell whose browser it is.
        log.error({ kind: error instanceof Error ? error.name : typeof error }, 'A reminder could not be sent');
      }
    }
  }
  return sent;
};

const wishOf = ({ minute, zone, quietFrom, quietTo }: Line) => ({
  minute: minute ?? FIRST_WISH.minute,
  zone: zone ?? 'UTC',
  quietFrom: quietFrom ?? FIRST_WISH.quietFrom,
  quietTo: quietTo ?? FIRST_WISH.quietTo,
});

const hasLearned = ({ db }: Needs['database'], learnerId: string, day: string): Promise<boolean> =>
  readAsLearner(db, learnerId, async (runner) => {
    const rows = await rowsOf<object>(
      runner,
      sql`select 1 from study_days where learner_id = ${learnerId} and local_day = ${day}
        and deleted_at is null and active_ms <> '{}'::jsonb limit 1`,
    );
    return rows.length > 0;
  });

const EVERY_MS = 60_000;

/** Looks every minute. Returns what stops it. */
export const startReminders = (needs: Needs): (() => Promise<void>) => {
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = remindOnce(needs)
      .catch((error: unknown) => needs.log.error({ err: error }, 'Reminders could not be looked for'))
      .finally(() => {
        busy = false;
      });
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
};
