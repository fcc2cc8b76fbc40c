import { randomUUID } from 'node:crypto';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { betterAuth } from 'better-auth/minimal';
import { anonymous } from 'better-auth/plugins/anonymous';
import { z } from 'zod';
import type { Database } from '../db/connect.ts';
import type { Env } from '../env.ts';
import * as tables from './auth-tables.ts';

const DAY_SECONDS = 24 * 60 * 60;
export const SESSION_SECONDS = 365 * DAY_SECONDS;
export const RENEW_AFTER_SECONDS = 7 * DAY_SECONDS;

const isHttps = ({ publicUrl }: Pick<Env, 'publicUrl'>) => publicUrl?.startsWith('https:') ?? false;
/** __Host- binds the cookie to this very origin, but a browser takes it over https only. */
export const cookieName = (env: Pick<Env, 'publicUrl'>): string => (isHttps(env) ? '__Host-hornbook' : 'hornbook');

/** Opens a session for an account whose right to it was proven elsewhere (a claim). Reached by the service's own code only. */
const openSessionFor = () => ({
  id: 'hornbook',
  endpoints: {
    openSession: createAuthEndpoint(
      '/hornbook/open-session',
      {
        method: 'POST',
        body: z.object({ userId: z.string(), learnerId: z.string(), deviceId: z.string(), ipAddress: z.string() }),
        metadata: { SERVER_ONLY: true },
      },
      async (ctx) => {
        const { userId, ...rest } = ctx.body;
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(userId);
        if (!user) throw new Error('The account of a learner is missing.');
        const session = await internalAdapter.createSession(userId, false, rest);
        await setSessionCookie(ctx, { session, user });
        return ctx.json({});
      },
    ),
  },
});

/**
 * better-auth on our tables. Its own HTTP routes are not mounted: some answer with the session's token, which must never
 * be in reach of a script. Routes of ours call it and pass on nothing but the cookie.
 */
export function makeBetterAuth(
  database: Database,
  secret: string,
  { publicUrl, port }: Pick<Env, 'publicUrl' | 'port'>,
) {
  const https = isHttps({ publicUrl });
  return betterAuth({
    baseURL: publicUrl ?? `http://localhost:${port}`,
    secret,
    database: drizzleAdapter(database.db, { provider: 'pg', schema: tables }),
    plugins: [anonymous(), openSessionFor()],
    session: {
      expiresIn: SESSION_SECONDS,
      updateAge: RENEW_AFTER_SECONDS,
      additionalFields: {
        learnerId: { type: 'string', required: true, input: false },
        deviceId: { type: 'string', required: true, input: false },
      },
    },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: cookieName({ publicUrl }),
          attributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: https },
        },
      },
      database: { generateId: () => randomUUID() },
    },
    logger: { disabled: true },
    telemetry: { enabled: false },
  });
}
