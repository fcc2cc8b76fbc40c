import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { rowsOf, type SqlRunner } from '../db/sql-database.ts';
import type { AccountEventKind } from './account-events.ts';

/** What an account may do besides learning, which everybody may. */
export const ROLES = ['author', 'operator'] as const;
export type Role = (typeof ROLES)[number];

const columns = { author: sql`is_author`, operator: sql`is_operator` };
const events: Record<Role, { given: AccountEventKind; taken: AccountEventKind }> = {
  author: { given: 'made-author', taken: 'no-longer-author' },
  operator: { given: 'made-operator', taken: 'no-longer-operator' },
};

export type RoleOutcome =
  | { kind: 'changed'; emailConfirmed: boolean }
  /** It was so before. */
  | { kind: 'unchanged' }
  /** No account has this address. */
  | { kind: 'unknown' };

/** Gives an account a role or takes it away, and writes it down for each of its learners, whose devices are told. */
export const setRole = (
  database: Pick<Database, 'transaction'>,
  email: string,
  role: Role,
  has: boolean,
): Promise<RoleOutcome> =>
  database.transaction(async (tx) => {
    const [known] = await rowsOf<{ id: string; emailConfirmed: boolean }>(
      tx,
      sql`select id, email_verified as "emailConfirmed" from "user" where email = ${email.toLowerCase()} and not is_anonymous for update`,
    );
    if (!known) return { kind: 'unknown' };
    const { id, emailConfirmed } = known;
    return (await writeRole(tx, id, role, has)) ? { kind: 'changed', emailConfirmed } : { kind: 'unchanged' };
  });

const writeRole = async (tx: SqlRunner, userId: string, role: Role, has: boolean): Promise<boolean> => {
  const column = columns[role];
  const changed = await rowsOf(
    tx,
    sql`update "user" set ${column} = ${has} where id = ${userId} and ${column} <> ${has} returning id`,
  );
  if (changed.length === 0) return false;
  await tx.execute(sql`insert into account_events (learner_id, kind)
    select id, ${events[role][has ? 'given' : 'taken']} from learners where user_id = ${userId} and gone_at is null`);
  return true;
};

/** Marks that an account has been made here once: whoever makes the next one, perhaps after the first is erased, is not the first. */
const FIRST = 'first_account';

/**
 * Whoever makes the first account of an installation that nobody set up otherwise is its author and its operator. Only
 * for the embedded database: there is one person at such a computer, and no other way in than a command to stop it for.
 */
export const grantToFirst = async (tx: SqlRunner, userId: string): Promise<void> => {
  const made = await rowsOf(
    tx,
    sql`insert into hornbook_meta (key, value) select ${FIRST}, to_jsonb(${userId}::text)
      on conflict (key) do nothing returning key`,
  );
  if (made.length === 0) return;
  const others = await rowsOf(tx, sql`select id from "user" where not is_anonymous and id <> ${userId} limit 1`);
  if (others.length > 0) return;
  for (const role of ROLES) await writeRole(tx, userId, role, true);
};

export interface RoleHolder {
  email: string;
  isAuthor: boolean;
  isOperator: boolean;
}

/** Everybody who has a role, by address. */
export const listRoles = (database: Pick<Database, 'query'>): Promise<RoleHolder[]> =>
  database.query<RoleHolder>(
    `select email, is_author as "isAuthor", is_operator as "isOperator" from "user"
     where is_author or is_operator order by email`,
  );

/** What the account behind a learner may do; nothing, if there is none or the learner was erased. */
export const rolesOf = async (
  runner: SqlRunner,
  learnerId: string,
): Promise<{ userId: string; isAuthor: boolean; isOperator: boolean } | null> => {
  const [found] = await rowsOf<{ userId: string; isAuthor: boolean; isOperator: boolean }>(
    runner,
    sql`select u.id as "userId", u.is_author as "isAuthor", u.is_operator as "isOperator"
      from learners l join "user" u on u.id = l.user_id where l.id = ${learnerId} and l.gone_at is null`,
  );
  return found ?? null;
};
