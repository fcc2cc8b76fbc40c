import type { Context } from 'hono';
import type { Auth } from '../auth/auth.ts';
import { cookieHeader } from './live-request.ts';

/** Who the session speaks for, or null. */
export type SessionLearner = (c: Context) => Promise<string | null>;

/** By the session cookie alone; renews it on the way when it is due. */
export const sessionLearner =
  (auth: Pick<Auth, 'currentLearner'>): SessionLearner =>
  async (c) => {
    const current = await auth.currentLearner(cookieHeader(c));
    for (const cookie of current?.cookies ?? []) c.header('set-cookie', cookie, { append: true });
    return current?.learnerId ?? null;
  };
