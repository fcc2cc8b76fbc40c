import { DELIVERY_HEADER } from '@hornbook/shared/sync/protocol.ts';
import type { Context } from 'hono';
import type { Auth } from '../auth/auth.ts';
import { cookieHeader, learnerHeader } from './live-request.ts';

/** Who the session speaks for, or null. */
export type SessionLearner = (c: Context) => Promise<string | null>;

/** Who, and on which of their devices. */
export type SessionDevice = (c: Context) => Promise<{ learnerId: string; deviceId: string | null } | null>;

/** By the session cookie alone; renews it on the way when it is due. */
export const sessionDevice =
  (auth: Pick<Auth, 'currentLearner'>): SessionDevice =>
  async (c) => {
    const current = await auth.currentLearner(cookieHeader(c), learnerHeader(c));
    for (const cookie of current?.cookies ?? []) c.header('set-cookie', cookie, { append: true });
    return current;
  };

export const sessionLearner = (auth: Pick<Auth, 'currentLearner'>): SessionLearner => {
  const device = sessionDevice(auth);
  return async (c) => (await device(c))?.learnerId ?? null;
};

/** Whose rows a push may bring: a ticket speaks for its learner, whatever cookie came along with it. */
export const deliveringLearner =
  ({ deliveries }: Pick<Auth, 'deliveries'>, session: SessionLearner): SessionLearner =>
  async (c) => {
    const ticket = c.req.header(DELIVERY_HEADER);
    return ticket === undefined ? session(c) : deliveries.learnerOf(ticket);
  };
