import { randomBytes } from 'node:crypto';
import type { Database } from '../db/connect.ts';
import { gathered } from '../db/gathered.ts';
import { onceInMeta } from '../db/meta.ts';
import type { Env } from '../env.ts';
import { makeLog } from '../log.ts';
import { makeAccounts } from './accounts.ts';
import { addressOf, cookieName, makeBetterAuth, RENEW_AFTER_SECONDS, SESSION_SECONDS } from './better-auth.ts';
import { makeChallenges } from './challenge.ts';
import { makeDeliveries } from './deliveries.ts';
import { scopeOf } from './learner-scope.ts';
import { makePairings } from './pairings.ts';
import { makeTokenReader } from './session-token.ts';

const SESSIONS_KEPT = 10;
/** When a device was last seen is said in hours and days: it need not be written down more often. */
const SEEN_EVERY = '1 hour';

/** Who is asking, by the session cookie alone. */
export interface CurrentLearner {
  learnerId: string;
  deviceId: string;
  /** Set-Cookie lines that renew a session before it ends. */
  cookies: string[];
}

/** What the database has of a session that holds. */
interface Session {
  learnerId: string;
  deviceId: string;
  /** It ends soon and is to be renewed. */
  due: boolean;
  /** Its device was last seen long ago. */
  unseen: boolean;
}

export type Auth = Awaited<ReturnType<typeof makeAuth>>;

/** Sessions, challenges and pairings of the service. The secret behind them is made once and shared by all servers. */
export async function makeAuth(database: Database, env: Env, now: () => number = () => Date.now()) {
  const secret = await onceInMeta(database, 'auth_secret', () => randomBytes(32).toString('base64url'));
  const { smtpUrl, mailFrom } = env;
  // What writes letters is loaded only where there is a server to send them by.
  const mail = smtpUrl
    ? (await import('../mail/account-mail.ts')).makeAccountMail(
        { smtpUrl, mailFrom, address: addressOf(env) },
        makeLog(env),
      )
    : null;
  const { api } = makeBetterAuth(database, secret, env, mail);
  const tokenIn = makeTokenReader(cookieName(env), secret);
  const sessionOf = gathered(async (tokens: readonly string[]) => {
    const found = await database.query<Session & { token: string }>(
      `select s.token, s.learner_id as "learnerId", s.device_id as "deviceId",
         s.expires_at <= now() + make_interval(secs => $2) as due,
         d.last_seen_at < now() - $3::interval as unseen
       from session s join learners l on l.id = s.learner_id
       join devices d on d.learner_id = s.learner_id and d.id = s.device_id
       where s.token = any($1::text[]) and s.expires_at > now() and l.gone_at is null and d.revoked_at is null`,
      [tokens, SESSION_SECONDS - RENEW_AFTER_SECONDS, SEEN_EVERY],
    );
    return new Map(found.map((session) => [session.token, session]));
  });

  return {
    challenges: makeChallenges(secret, now),
    pairings: makePairings(database, secret),
    accounts: makeAccounts({ database, api, secret, now, sendsMail: mail !== null }),
    deliveries: makeDeliveries(database, secret, now),

    /** A new session in exchange for the one the request came with; its cookie lines. */
    async openSession(
      about: { userId: string; learnerId: string; deviceId: string; ipAddress: string },
      headers: Headers,
    ): Promise<string[]> {
      await endSession(headers);
      const { headers: out } = await api.openSession({ body: about, headers, returnHeaders: true });
      await forgetOldSessions(about);
      return out.getSetCookie();
    },

    /**
     * Never creates anything: no session, no learner, no device means null. One look-up, since every request makes it.
     * Where the request says whom it is about, a session of anybody else is none.
     */
    async currentLearner(cookie: string | undefined, about?: string): Promise<CurrentLearner | null> {
      const token = tokenIn(cookie);
      if (!token) return null;
      const known = await sessionOf(token);
      if (!known || (about !== undefined && about !== scopeOf(known.learnerId))) return null;
      const { learnerId, deviceId, due, unseen } = known;
      if (unseen) await noteSeen(known);
      if (!due) return { learnerId, deviceId, cookies: [] };
      const { headers } = await api.getSession({ headers: new Headers({ cookie: cookie ?? '' }), returnHeaders: true });
      return { learnerId, deviceId, cookies: headers.getSetCookie() };
    },

    /** Ends the session on the server and in the browser, or throws. Nothing of the learner's is touched. */
    async signOut(headers: Headers): Promise<string[]> {
      await endSession(headers);
      const { headers: out } = await api.signOut({ headers, returnHeaders: true });
      return out.getSetCookie();
    },
  };

  async function noteSeen({ learnerId, deviceId }: { learnerId: string; deviceId: string }) {
    const text = 'update devices set last_seen_at = now() where learner_id = $1 and id = $2';
    await database.query(text, [learnerId, deviceId]);
  }

  /** A browser that loses its cookie again and again leaves no heap of sessions. A few stay: two tabs may claim at once. */
  async function forgetOldSessions({ learnerId, deviceId }: { learnerId: string; deviceId: string }) {
    await database.query(
      `delete from session where learner_id = $1 and device_id = $2 and id not in (
        select id from session where learner_id = $1 and device_id = $2 order by created_at desc limit $3)`,
      [learnerId, deviceId, SESSIONS_KEPT],
    );
  }

  /** Not by better-auth, which says it has ended a session also when it could not: whoever leaves must be able to rely on it. */
  async function endSession(headers: Headers) {
    const token = tokenIn(headers.get('cookie'));
    if (token) await database.query('delete from session where token = $1', [token]);
  }
}
