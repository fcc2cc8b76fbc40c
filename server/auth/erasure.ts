import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/connect.ts';
import { rowsOf } from '../db/sql-database.ts';
import { noteEvent } from './account-events.ts';

/** So long a deletion can be taken back, from any device. */
export const GRACE_DAYS = 7;
const AT_ONCE = 100;

interface By {
  learnerId: string;
  deviceId: string;
}

/** When the learner will be erased, in milliseconds since 1970; null while nobody asked for it. */
export async function erasesAt(database: Pick<Database, 'query'>, learnerId: string): Promise<number | null> {
  const [found] = await database.query<{ at: number | null }>(
    `select round(extract(epoch from erase_at) * 1000)::float8 as at from learners where id = $1`,
    [learnerId],
  );
  return found?.at ?? null;
}

/**
 * Begins the days of grace, for this learner alone or for the account with all its learners. Asked again, it is not put
 * off: the first day counts.
 */
export const askForErasure = (database: Pick<Database, 'transaction'>, by: By, what: 'learner' | 'account') =>
  database.transaction(async (tx) => {
    const due = sql`coalesce(erase_at, date_trunc('milliseconds', now()) + make_interval(days => ${GRACE_DAYS}))`;
    // The account first, as whoever takes it back does: two that lock in different orders wait for each other.
    if (what === 'account')
      await tx.execute(sql`update "user" set erase_at = ${due}
        where id = (select user_id from learners where id = ${by.learnerId})`);
    const asked = await rowsOf<{ id: string }>(
      tx,
      what === 'learner'
        ? sql`update learners set erase_at = ${due} where id = ${by.learnerId} and gone_at is null returning id`
        : sql`update learners set erase_at = ${due} where gone_at is null
            and user_id = (select user_id from learners where id = ${by.learnerId}) returning id`,
    );
    for (const { id } of asked)
      await noteEvent(tx, { learnerId: id, kind: 'deletion-asked', ...(id === by.learnerId && by) });
  });

/** Takes it back: for the learner, and for the account if it was to go as well, with the others it holds. */
export const takeErasureBack = (database: Pick<Database, 'transaction'>, by: By) =>
  database.transaction(async (tx) => {
    const [account] = await rowsOf<{ id: string }>(
      tx,
      sql`update "user" set erase_at = null where erase_at is not null
        and id = (select user_id from learners where id = ${by.learnerId} and gone_at is null) returning id`,
    );
    const kept = await rowsOf<{ id: string }>(
      tx,
      sql`update learners set erase_at = null where erase_at is not null and gone_at is null
        and (id = ${by.learnerId} or user_id = ${account?.id ?? null}) returning id`,
    );
    for (const { id } of kept)
      await noteEvent(tx, { learnerId: id, kind: 'deletion-taken-back', ...(id === by.learnerId && by) });
  });

/**
 * Erases those whose days of grace are over: all that has the learner in it goes, and the bare id stays, so that a device
 * that comes back is told. Safe to run twice, on several servers at once, and to be killed anywhere: each learner is one
 * transaction, asked once more under its lock whether it is still meant.
 */
export async function eraseDue(database: Database): Promise<number> {
  let erased = 0;
  for (;;) {
    const due = await database.query<{ id: string }>(
      `select id from learners where erase_at <= now() and gone_at is null order by erase_at limit ${AT_ONCE}`,
    );
    for (const { id } of due) if (await database.transaction((tx) => eraseIfStillMeant(tx, id))) erased += 1;
    if (due.length < AT_ONCE) break;
  }
  await database.query(
    `delete from "user" u where u.erase_at <= now() and not exists (select from learners l where l.user_id = u.id)`,
  );
  return erased;
}

const eraseIfStillMeant = async (tx: Transaction, id: string): Promise<boolean> => {
  const [due] = await rowsOf<{ userId: string | null; withAccount: boolean }>(
    tx,
    sql`select l.user_id as "userId", exists (select from "user" u where u.id = l.user_id and u.erase_at <= now()) as "withAccount"
      from learners l where l.id = ${id} and l.erase_at <= now() and l.gone_at is null for update skip locked`,
  );
  if (!due) return false;
  await eraseWhole(tx, { id, ...due });
  return true;
};

/** For a learner who was erased before, and came back by a backup; so it is meant, whatever the backup knows of it. */
export const eraseOnceMore = async (tx: Transaction, id: string, withAccount: boolean): Promise<void> => {
  const [back] = await rowsOf<{ userId: string | null }>(
    tx,
    sql`select user_id as "userId" from learners where id = ${id} and gone_at is null for update`,
  );
  if (back) await eraseWhole(tx, { id, userId: back.userId, withAccount });
};

const eraseWhole = async (
  tx: Transaction,
  { id, userId, withAccount }: { id: string; userId: string | null; withAccount: boolean },
): Promise<void> => {
  for (const before of await onlyBefore(tx, id)) await erase(tx, before);
  await erase(tx, id);
  if (withAccount) await noteEvent(tx, { learnerId: id, kind: 'account-erased' });
  // What a letter, or a browser with a passkey, still had to prove of the account.
  await tx.execute(sql`delete from verification where value like '%' || ${userId}::text || '%'`);
  // And what others asked of its address.
  if (withAccount)
    await tx.execute(sql`delete from course_invitations i using "user" u where u.id = ${userId} and i.email = u.email`);
  await tx.execute(sql`delete from "user" u where u.id = ${userId} and (u.is_anonymous or ${withAccount})
    and not exists (select from learners l where l.user_id = u.id)`);
};

/** Learners who went on as this one, with all their devices: nobody is them any more, and what they learnt is in this one. */
const onlyBefore = async (tx: Transaction, id: string): Promise<{ id: string; userId: string | null }[]> =>
  rowsOf(
    tx,
    sql`select l.id, l.user_id as "userId" from joined_learners j join learners l on l.id = j.learner_id
      left join "user" u on u.id = l.user_id
      where j.into_id = ${id} and l.gone_at is null and coalesce(u.is_anonymous, true)
        and not exists (select from devices d where d.learner_id = l.id and d.revoked_at is null
          and not exists (select from devices t where t.learner_id = ${id} and t.id = d.id))
      for update of l`,
  );

/** Everything hangs on the learner's row, and goes with it; a bare one comes in its place. */
const erase = async (tx: Transaction, learner: string | { id: string; userId: string | null }): Promise<void> => {
  const id = typeof learner === 'string' ? learner : learner.id;
  await tx.execute(sql`delete from learners where id = ${id}`);
  await tx.execute(sql`insert into learners (id, gone_at) values (${id}, now())`);
  // Comes with every learner.
  await tx.execute(sql`delete from learner_clocks where learner_id = ${id}`);
  await noteEvent(tx, { learnerId: id, kind: 'erased' });
  if (typeof learner !== 'string')
    await tx.execute(sql`delete from "user" u where u.id = ${learner.userId} and u.is_anonymous
      and not exists (select from learners l where l.user_id = u.id)`);
};
