import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { isDatabaseAway } from '../db/is-away.ts';
import { rowsOf, type SqlRunner } from '../db/sql-database.ts';
import { sqlStateOf } from '../db/sql-state.ts';
import { readAsLearner } from '../db/with-learner.ts';
import { type AccountEventKind, noteEvent } from './account-events.ts';
import { type AuthCall, authCall, type BetterAuth } from './better-auth.ts';
import { makeTickets } from './entry-ticket.ts';
import { grantToFirst } from './roles.ts';

export interface PasskeyOfAccount {
  id: string;
  name: string;
  addedAt: number;
}

/** The account behind a learner; null while there is none that anybody could sign in to. */
export interface AccountOfLearner {
  /** Null for one of passkeys alone. */
  email: string | null;
  emailConfirmed: boolean;
  hasPassword: boolean;
  passkeys: PasskeyOfAccount[];
}

/** A learner an account holds, as whoever signs in is told of it. */
export interface LearnerOfAccount {
  learnerId: string;
  name: string;
}

interface By {
  learnerId: string;
  deviceId: string;
}

interface Needs {
  database: Database;
  api: BetterAuth['api'];
  secret: string;
  now: () => number;
  sendsMail: boolean;
}

/** Accounts: optional, made late, and never asked for. better-auth knows passwords and passkeys; whose learners they are, we. */
export function makeAccounts({ database, api, secret, now, sendsMail }: Needs) {
  const tickets = makeTickets(secret, now);
  const isEmbedded = database.kind === 'pglite';

  return {
    sendsMail,
    tickets,

    async of(learnerId: string): Promise<AccountOfLearner | null> {
      const [found] = await database.query<AccountOfLearner & { isAnonymous: boolean }>(
        `select u.is_anonymous as "isAnonymous", nullif(u.email, u.id || '@anonymous.invalid') as email,
           u.email_verified as "emailConfirmed",
           exists (select from account a where a.user_id = u.id and a.provider_id = 'credential') as "hasPassword",
           coalesce((select json_agg(json_build_object('id', p.id, 'name', coalesce(p.name, ''),
             'addedAt', (extract(epoch from p.created_at) * 1000)::float8) order by p.created_at)
             from passkey p where p.user_id = u.id), '[]') as passkeys
         from learners l join "user" u on u.id = l.user_id where l.id = $1`,
        [learnerId],
      );
      if (!found || found.isAnonymous) return null;
      const { isAnonymous: _, ...account } = found;
      return account;
    },

    /** Gives the learner's account an e-mail address and a password, if it has none. Nothing of the learner's moves. */
    async make(
      by: By,
      { email, password }: { email: string; password: string },
    ): Promise<'made' | 'taken' | 'has-one'> {
      const hash = await hashPassword(password);
      try {
        return await database.transaction(async (tx) => {
          const [own] = await rowsOf<{ userId: string; has: boolean }>(
            tx,
            sql`select u.id as "userId", exists (select from account a where a.user_id = u.id) as has
              from learners l join "user" u on u.id = l.user_id
              where l.id = ${by.learnerId} and l.gone_at is null for update of l, u`,
          );
          if (!own || own.has) return 'has-one';
          await tx.execute(sql`update "user" set email = ${email}, email_verified = false, is_anonymous = false
            where id = ${own.userId}`);
          await tx.execute(sql`insert into account (id, user_id, account_id, provider_id, password)
            values (${randomUUID()}, ${own.userId}, ${own.userId}, 'credential', ${hash})`);
          await noteEvent(tx, { ...by, kind: 'account-made' });
          if (isEmbedded) await grantToFirst(tx, own.userId);
          return 'made';
        });
      } catch (error) {
        if (sqlStateOf(error) === '23505') return 'taken';
        throw error;
      }
    },

    /** Whose account this is; null when there is no such one, or the password is another. Both take as long. */
    proveByPassword: (given: { email: string; password: string }, headers: Headers): Promise<string | null> =>
      proven(() => api.signInEmail({ body: given, headers })),

    proveByPasskey: (response: Record<string, unknown>, headers: Headers): Promise<string | null> =>
      // Whatever it is: better-auth looks at it itself.
      proven(() => api.verifyPasskeyAuthentication({ body: { response: response as never }, headers })),

    /** What a browser needs to sign in by a passkey, and the cookie that belongs to it. */
    async askForPasskey(headers: Headers) {
      const { response, headers: out } = await api.generatePasskeyAuthenticationOptions({
        headers,
        returnHeaders: true,
      });
      // Any passkey of this place will do: not only those of the account that is here already.
      const { allowCredentials: _, ...options } = response;
      return { options, cookies: out.getSetCookie() };
    },

    /** The learners of an account, for whoever has proven it. */
    async learnersOf(userId: string): Promise<LearnerOfAccount[]> {
      const found = await database.query<{ id: string }>(
        'select id from learners where user_id = $1 and gone_at is null order by created_at, id',
        [userId],
      );
      return Promise.all(
        found.map(async ({ id: learnerId }) => {
          const [profile] = await readAsLearner(database.db, learnerId, (runner) =>
            rowsOf<{ name: string | null }>(
              runner,
              sql`select display_name as name from profile where learner_id = ${learnerId}`,
            ),
          );
          return { learnerId, name: profile?.name ?? '' };
        }),
      );
    },

    /** What a browser needs to make a passkey for the learner's account. */
    async offerPasskey(name: string, headers: Headers) {
      const { response, headers: out } = await api.generatePasskeyRegistrationOptions({
        headers,
        query: {},
        returnHeaders: true,
      });
      // What the phone shows of it. An address made up for an account that has none would only puzzle.
      const options = { ...response, user: { ...response.user, name, displayName: name } };
      return { options, cookies: out.getSetCookie() };
    },

    /** Keeps a passkey the browser made; with the first one a learner without an account has one. */
    async addPasskey(by: By, given: { response: unknown; name: string }, headers: Headers): Promise<boolean> {
      const added = await refusedAsNull(() =>
        api.verifyPasskeyRegistration({ body: { response: given.response, name: given.name }, headers }),
      );
      if (!added) return false;
      await database.transaction(async (tx) => {
        const made = await rowsOf<{ id: string }>(
          tx,
          sql`update "user" set is_anonymous = false where is_anonymous
            and id = (select user_id from learners where id = ${by.learnerId}) returning id`,
        );
        if (made[0]) {
          await noteEvent(tx, { ...by, kind: 'account-made' });
          if (isEmbedded) await grantToFirst(tx, made[0].id);
        }
        await noteEvent(tx, { ...by, kind: 'passkey-added' });
      });
      return true;
    },

    /** The last way in stays: without it the account would be there, and nobody could use it. */
    removePasskey: (by: By, id: string): Promise<'removed' | 'last' | 'unknown'> =>
      database.transaction(async (tx) => {
        const [own] = await rowsOf<{ userId: string }>(
          tx,
          sql`select u.id as "userId" from learners l join "user" u on u.id = l.user_id
            where l.id = ${by.learnerId} for update of u`,
        );
        const [one] = own
          ? await rowsOf<{ others: boolean }>(
              tx,
              sql`select exists (select from passkey where user_id = ${own.userId} and id <> ${id})
                  or exists (select from account where user_id = ${own.userId}) as others
                from passkey where user_id = ${own.userId} and id = ${id}`,
            )
          : [];
        if (!one) return 'unknown';
        if (!one.others) return 'last';
        await tx.execute(sql`delete from passkey where id = ${id}`);
        await noteEvent(tx, { ...by, kind: 'passkey-removed' });
        return 'removed';
      }),

    /** Another password, by the one there is. */
    async changePassword(
      by: By,
      { email, ...given }: { email: string; password: string; next: string },
      headers: Headers,
    ) {
      const userId = await proven(() => api.signInEmail({ body: { email, password: given.password }, headers }));
      const hash = userId && (await hashPassword(given.next));
      if (!userId || !hash) return false;
      return database.transaction(async (tx) => {
        const changed = await rowsOf(
          tx,
          sql`update account set password = ${hash} where user_id = ${userId} and provider_id = 'credential'
            and user_id = (select user_id from learners where id = ${by.learnerId}) returning id`,
        );
        if (changed.length > 0) await noteEvent(tx, { ...by, kind: 'password-changed' });
        return changed.length > 0;
      });
    },

    /** A letter to the address, if it is an account's and confirmed. Answers nothing, whichever it is. */
    async askForReset(email: string, language: string): Promise<void> {
      await authCall.run({ language }, () => refusedAsNull(() => api.requestPasswordReset({ body: { email } })));
    },

    /** A new password by the token of a letter. */
    async reset(token: string, password: string): Promise<boolean> {
      const userId = await proven(() => api.resetPassword({ body: { token, newPassword: password } }));
      if (!userId) return false;
      await noteForAll(database.db, userId, 'password-reset');
      return true;
    },

    async askForConfirmation(email: string, language: string): Promise<void> {
      const headers = new Headers();
      await authCall.run({ language }, () =>
        refusedAsNull(() => api.sendVerificationEmail({ body: { email }, headers })),
      );
    },

    /** The address is the learner's own, by the token of a letter. Again is no error: links are opened twice. */
    async confirm(token: string): Promise<boolean> {
      const call: AuthCall = {};
      const headers = new Headers();
      const done = await authCall.run(call, () => refusedAsNull(() => api.verifyEmail({ query: { token }, headers })));
      if (call.provenUserId) await noteForAll(database.db, call.provenUserId, 'email-confirmed');
      return done !== null;
    },
  };
}

/** For every learner of the account: each of them is told of it. */
const noteForAll = (runner: SqlRunner, userId: string, kind: AccountEventKind) =>
  runner.execute(sql`insert into account_events (learner_id, kind)
    select id, ${kind} from learners where user_id = ${userId} and gone_at is null`);

const proven = async (ask: () => Promise<unknown>): Promise<string | null> => {
  const call: AuthCall = {};
  await authCall.run(call, () => refusedAsNull(ask));
  return call.provenUserId ?? null;
};

/** better-auth refuses by an error with a status; what is wrong with the service is another matter. */
const refusedAsNull = async <T>(ask: () => Promise<T>): Promise<T | null> => {
  try {
    return await ask();
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    if (statusCode === undefined || isDatabaseAway(error)) throw error;
    // A passkey that is malformed is refused as a fault of the service's.
    return null;
  }
};
