import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { passkey } from '@better-auth/passkey';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { betterAuth } from 'better-auth/minimal';
import { anonymous } from 'better-auth/plugins/anonymous';
import { z } from 'zod';
import type { Database } from '../db/connect.ts';
import type { Env } from '../env.ts';
import type { AccountMail } from '../mail/account-mail.ts';
import * as tables from './auth-tables.ts';

const DAY_SECONDS = 24 * 60 * 60;
export const SESSION_SECONDS = 365 * DAY_SECONDS;
export const RENEW_AFTER_SECONDS = 7 * DAY_SECONDS;
export const PASSWORD_LENGTH = { least: 8, most: 128 };
const LETTER_SECONDS = 60 * 60;

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

/** What one call of better-auth's is about: whose account was proven, and in which language a mail is to be. */
export interface AuthCall {
  provenUserId?: string;
  language?: string;
}
export const authCall = new AsyncLocalStorage<AuthCall>();
const prove = (userId: string): void => {
  const call = authCall.getStore();
  if (call) call.provenUserId = userId;
};

export const addressOf = ({ publicUrl, port }: Pick<Env, 'publicUrl' | 'port'>): string =>
  publicUrl ?? `http://localhost:${port}`;

/**
 * better-auth on our tables. Its own HTTP routes are not mounted: some answer with the session's token, which must never
 * be in reach of a script. Routes of ours call it and pass on nothing but the cookie.
 */
export function makeBetterAuth(
  database: Database,
  secret: string,
  { publicUrl, port }: Pick<Env, 'publicUrl' | 'port'>,
  mail: AccountMail | null,
) {
  const https = isHttps({ publicUrl });
  const baseURL = addressOf({ publicUrl, port });
  const language = () => authCall.getStore()?.language ?? 'en';
  return betterAuth({
    baseURL,
    secret,
    database: drizzleAdapter(database.db, { provider: 'pg', schema: tables }),
    plugins: [
      anonymous(),
      openSessionFor(),
      passkey({
        rpName: 'Hornbook',
        rpID: new URL(baseURL).hostname,
        // Without a public address it is the one the browser says it is at; the host it must be anyway.
        ...(publicUrl && { origin: new URL(publicUrl).origin }),
        authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
      }),
    ],
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      maxPasswordLength: PASSWORD_LENGTH.most,
      resetPasswordTokenExpiresIn: LETTER_SECONDS,
      // Not waited for: how long it takes would say whether there is such an account. And only to an address that was
      // confirmed: one typed wrong belongs to somebody else.
      sendResetPassword: async ({ user, token }) => {
        if (user.emailVerified) mail?.sendReset({ to: user.email, token, language: language() });
      },
      onPasswordReset: async ({ user }) => prove(user.id),
    },
    emailVerification: {
      sendVerificationEmail: async ({ user, token }) => {
        mail?.sendConfirmation({ to: user.email, token, language: language() });
      },
      expiresIn: LETTER_SECONDS,
      afterEmailVerification: async (user) => prove(user.id),
    },
    verification: { storeIdentifier: 'hashed' },
    session: {
      expiresIn: SESSION_SECONDS,
      updateAge: RENEW_AFTER_SECONDS,
      // A session lives long here; what needs a fresh proof asks the device to sign for it.
      freshAge: 0,
      additionalFields: {
        learnerId: { type: 'string', required: true, input: false },
        deviceId: { type: 'string', required: true, input: false },
      },
    },
    databaseHooks: {
      session: {
        create: {
          // Whoever proves an account has not said yet whose learning it is about, so no session comes of that alone.
          before: async (session) => {
            if ('learnerId' in session && session.learnerId) return;
            prove(session.userId);
            return false;
          },
        },
      },
    },
    advanced: {
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: https },
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

export type BetterAuth = ReturnType<typeof makeBetterAuth>;
