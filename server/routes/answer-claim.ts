import type { DevicePublicKey } from '@hornbook/shared/identity/claim.ts';
import { isStorable } from '@hornbook/shared/sync/validate.ts';
import type { Context, MiddlewareHandler } from 'hono';
import { z } from 'zod';
import type { Auth } from '../auth/auth.ts';
import type { ClaimOutcome } from '../auth/claim-learner.ts';
import type { Env } from '../env.ts';
import type { Log } from '../log.ts';

const base64url = (length: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${length}}$`));
const publicKey: z.ZodType<DevicePublicKey> = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: base64url(43),
  y: base64url(43),
});
/** What every request that a device signs says of the device. */
export const signedByDevice = {
  deviceId: z.guid().toLowerCase(),
  deviceName: z.string().trim().min(1).max(80).refine(isStorable),
  publicKey,
  challenge: z.string().max(200),
  signature: base64url(86),
};

/** The cookie is for https alone: over http it would be lost at once, and the device would claim again without end. */
const wrongAddress = (c: Context, { publicUrl, trustProxy }: Pick<Env, 'publicUrl' | 'trustProxy'>) => {
  if (!publicUrl?.startsWith('https:')) return null;
  const came = c.req.header('origin') ?? (trustProxy ? `${c.req.header('x-forwarded-proto') ?? 'https'}:` : '');
  const message = `Open ${publicUrl}: at this address, over http, nobody can stay signed in.`;
  return came.startsWith('http:') ? c.json({ code: 'wrong-address', message }, 400) : null;
};

export const UNSIGNED = { code: 'bad-signature', message: 'The claim is not signed by the key it names.' };
export const STALE = { code: 'stale-challenge', message: 'Ask for a new challenge and sign that one.' };
export const ENDED = { code: 'ended', message: 'This pairing is over. Make a new code on the other device.' };

/** Refuses what came over http to a service of https, before anything is made. */
export const atRightAddress =
  (env: Pick<Env, 'publicUrl' | 'trustProxy'>, log: Pick<Log, 'error'>): MiddlewareHandler =>
  async (c, next) => {
    const refusal = wrongAddress(c, env);
    if (refusal) log.error({ publicUrl: env.publicUrl }, 'A device came over http, but PUBLIC_URL says https');
    return refusal ?? next();
  };

/** The body, if it is what it should be. */
export async function readBody<T>(c: Context, schema: z.ZodType<T>): Promise<T | null> {
  const body = await c.req.json().catch(() => null);
  return schema.safeParse(body).data ?? null;
}

/** What came of a claim, and the session if something did. */
export async function answerClaim(
  c: Context,
  auth: Auth,
  { learnerId, deviceId }: { learnerId: string; deviceId: string },
  outcome: ClaimOutcome,
  ipAddress: string,
) {
  if (outcome.kind !== 'claimed') return answerRefusal(c, outcome);
  const about = { userId: outcome.userId, learnerId, deviceId, ipAddress };
  setCookies(c, await auth.openSession(about, c.req.raw.headers));
  return c.json({ learnerId, serverTime: Date.now() });
}

/** Why a claim came to nothing. */
export function answerRefusal(c: Context, outcome: Exclude<ClaimOutcome, { kind: 'claimed' }>) {
  switch (outcome.kind) {
    case 'other-key':
      return c.json(
        {
          code: 'other-key',
          message: 'This learner is known here by another key. A device that is still let in can link this one again.',
        },
        409,
      );
    case 'revoked':
      return c.json({ code: 'revoked', message: 'This device was signed out from another one.' }, 403);
    case 'not-paired':
      return c.json(ENDED, 404);
    case 'gone':
      return c.json({ code: 'gone', message: 'This learner was erased.' }, 410);
    case 'moved':
      return c.json(
        { code: 'moved', movedTo: outcome.learnerId, message: 'This device goes on as a learner of an account.' },
        409,
      );
    case 'not-now':
      return tooMany(c, 60);
  }
}

export const tooMany = (c: Context, seconds: number) => {
  c.header('retry-after', String(seconds));
  return c.json({ code: 'too-many', message: 'Too many requests from this network. Try again later.' }, 429);
};

export const setCookies = (c: Context, cookies: string[]) => {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
};
