import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { rowsOf, type SqlRunner } from '../db/sql-database.ts';
import { readAsLearner } from '../db/with-learner.ts';

/** All that is written down about accounts. What was learnt, and what was answered, is none of it. */
export type AccountEventKind =
  | 'account-made'
  | 'signed-in'
  | 'signed-out'
  | 'learning-joined'
  | 'passkey-added'
  | 'passkey-removed'
  | 'password-changed'
  | 'password-reset'
  | 'email-confirmed'
  | 'device-paired'
  | 'device-revoked'
  | 'exported'
  | 'deletion-asked'
  | 'deletion-taken-back'
  | 'made-author'
  | 'no-longer-author'
  | 'made-operator'
  | 'no-longer-operator'
  | 'erased'
  /** The account went with the learner. */
  | 'account-erased';

export interface AccountEvent {
  id: string;
  kind: AccountEventKind;
  deviceName: string | null;
  /** Milliseconds since 1970. */
  at: number;
}

/** For so long each is kept, and shown. */
export const EVENTS_KEPT_DAYS = 365;
const MOST_SHOWN = 200;

/** Writes down what happened; in the transaction of what happened, where there is one. */
export const noteEvent = async (
  runner: SqlRunner,
  { learnerId, kind, deviceId }: { learnerId: string; kind: AccountEventKind; deviceId?: string },
): Promise<void> => {
  await runner.execute(sql`
    insert into account_events (learner_id, kind, device_name)
    select ${learnerId}, ${kind}, (select name from devices where learner_id = ${learnerId} and id = ${deviceId ?? null})`);
};

/**
 * Copies that a device made of everything, perhaps while it had no network: each by the device's own time, which no clock
 * that runs ahead can put into the future, and once, however often it is told.
 */
export const noteExports = async (
  runner: SqlRunner,
  { learnerId, deviceId }: { learnerId: string; deviceId: string },
  exportedAt: readonly number[],
): Promise<void> => {
  await runner.execute(sql`
    insert into account_events (learner_id, kind, device_name, created_at)
    select ${learnerId}, 'exported', d.name, made.at
    from (select distinct least(now(), to_timestamp(ms / 1000.0)) as at from jsonb_array_elements_text(${JSON.stringify(exportedAt)}::jsonb) t(text), lateral (select text::float8 as ms) m) made
      left join devices d on d.learner_id = ${learnerId} and d.id = ${deviceId}
    where not exists (select from account_events e where e.learner_id = ${learnerId} and e.kind = 'exported'
      and e.created_at = made.at and e.device_name is not distinct from d.name)`);
};

/** The learner's own, the latest first; under the learner's role, so that row-level security holds as well. */
export const eventsOf = (database: Pick<Database, 'db'>, learnerId: string): Promise<AccountEvent[]> =>
  readAsLearner(database.db, learnerId, (runner) =>
    rowsOf<AccountEvent>(
      runner,
      sql`select id, kind, device_name as "deviceName", (extract(epoch from created_at) * 1000)::float8 as at
        from account_events where learner_id = ${learnerId} and created_at > now() - make_interval(days => ${EVENTS_KEPT_DAYS})
        order by created_at desc, id limit ${MOST_SHOWN}`,
    ),
  );

/** Forgets what is older than it is kept for. */
export const forgetOldEvents = (database: Pick<Database, 'query'>): Promise<unknown> =>
  database.query('delete from account_events where created_at < now() - make_interval(days => $1)', [EVENTS_KEPT_DAYS]);
