import { randomBytes } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { onceInMeta } from '../db/meta.ts';
import { devices, learners } from '../db/sync-tables.ts';
import type { Env } from '../env.ts';
import { makeBetterAuth } from './better-auth.ts';
import { makeChallenges } from './challenge.ts';
import { makeJoinCodes } from './join-codes.ts';

const SESSIONS_KEPT = 10;

/** Who is asking, by the session cookie alone. */
export interface CurrentLearner {
  learnerId: string;
  deviceId: string;
  /** Set-Cookie lines that renew a session before it ends. */
  cookies: string[];
}

export type Auth = Awaited<ReturnType<typeof makeAuth>>;

/** Sessions, challenges and join codes of the service. The secret behind them is made once and shared by all servers. */
export async function makeAuth(database: Database, env: Env, now: () => number = () => Date.now()) {
  const secret = await onceInMeta(database, 'auth_secret', () => randomBytes(32).toString('base64url'));
  const { api } = makeBetterAuth(database, secret, env);

  return {
    challenges: makeChallenges(secret, now),
    joinCodes: makeJoinCodes(database),

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

    /** Never creates anything: no session, no learner, no device means null. */
    async currentLearner(headers: Headers): Promise<CurrentLearner | null> {
      if (!headers.has('cookie')) return null;
      const { response, headers: out } = await api.getSession({ headers, returnHeaders: true });
      if (!response) return null;
      const { learnerId, deviceId } = response.session;
      const [known] = await database.db
        .select({ learnerId: learners.id })
        .from(learners)
        .innerJoin(devices, and(eq(devices.learnerId, learners.id), eq(devices.id, deviceId)))
        .where(and(eq(learners.id, learnerId), isNull(learners.goneAt), isNull(devices.revokedAt)));
      return known ? { learnerId, deviceId, cookies: out.getSetCookie() } : null;
    },

    /** Ends the session on the server and in the browser. Nothing of the learner's is touched. */
    async signOut(headers: Headers): Promise<string[]> {
      const { headers: out } = await api.signOut({ headers, returnHeaders: true });
      return out.getSetCookie();
    },
  };

  /** A browser that loses its cookie again and again leaves no heap of sessions. A few stay: two tabs may claim at once. */
  async function forgetOldSessions({ learnerId, deviceId }: { learnerId: string; deviceId: string }) {
    await database.query(
      `delete from session where learner_id = $1 and device_id = $2 and id not in (
        select id from session where learner_id = $1 and device_id = $2 order by created_at desc limit $3)`,
      [learnerId, deviceId, SESSIONS_KEPT],
    );
  }

  async function endSession(headers: Headers) {
    if (headers.has('cookie')) await api.signOut({ headers }).catch(() => null);
  }
}
