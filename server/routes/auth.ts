import {
  type Claim,
  claimText,
  type DevicePublicKey,
  type JoinClaim,
  joinText,
} from '@hornbook/shared/identity/claim.ts';
import { isStorable } from '@hornbook/shared/sync/validate.ts';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { Auth } from '../auth/auth.ts';
import { type ClaimOutcome, claimLearner, joinLearner } from '../auth/claim-learner.ts';
import { clientAddress } from '../auth/client-address.ts';
import { isSignedBy } from '../auth/device-key.ts';
import { makeRateLimit } from '../auth/rate-limit.ts';
import type { Env } from '../env.ts';
import type { Services } from '../services.ts';

const base64url = (length: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${length}}$`));
const publicKey: z.ZodType<DevicePublicKey> = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: base64url(43),
  y: base64url(43),
});
const device = {
  deviceId: z.guid().toLowerCase(),
  deviceName: z.string().trim().min(1).max(80).refine(isStorable),
  publicKey,
  challenge: z.string().max(200),
  signature: base64url(86),
};
const claimSchema: z.ZodType<Claim> = z.strictObject({ ...device, learnerId: z.guid().toLowerCase() });
const joinSchema: z.ZodType<JoinClaim> = z.strictObject({ ...device, code: base64url(22) });

// A school of many children behind one address must get in; a script that fills the table must not.
const NEW_LEARNERS = { burst: 150, perHour: 150 };
const CLAIMS = { burst: 300, perHour: 3_600 };
const CODES_TRIED = { burst: 20, perHour: 60 };

/** The cookie is for https alone: over http it would be lost at once, and the device would claim again without end. */
const wrongAddress = (c: Context, { publicUrl, trustProxy }: Pick<Env, 'publicUrl' | 'trustProxy'>) => {
  if (!publicUrl?.startsWith('https:')) return null;
  const came = c.req.header('origin') ?? (trustProxy ? `${c.req.header('x-forwarded-proto') ?? 'https'}:` : '');
  const message = `Open ${publicUrl}: at this address, over http, nobody can stay signed in.`;
  return came.startsWith('http:') ? c.json({ code: 'wrong-address', message }, 400) : null;
};

const UNSIGNED = { code: 'bad-signature', message: 'The claim is not signed by the key it names.' };
const STALE = { code: 'stale-challenge', message: 'Ask for a new challenge and sign that one.' };

/** How a device shows who it is. Answers hold ids and nothing a script could sign in with; the session is in the cookie. */
export function authRoute({ env, database, auth, log }: Services): Hono {
  const app = new Hono();
  const newLearners = makeRateLimit(NEW_LEARNERS, Date.now);
  const claims = makeRateLimit(CLAIMS, Date.now);
  const codesTried = makeRateLimit(CODES_TRIED, Date.now);

  app.use(bodyLimit({ maxSize: 8 * 1024, onError: (c) => c.json({ message: 'That is too much for a claim.' }, 413) }));
  for (const path of ['/claim', '/join'])
    app.use(path, async (c, next) => {
      const refusal = wrongAddress(c, env);
      if (refusal) log.error({ publicUrl: env.publicUrl }, 'A device came over http, but PUBLIC_URL says https');
      return refusal ?? next();
    });
  app.get('/challenge', (c) => c.json({ challenge: auth.challenges.issue() }));

  app.post('/claim', async (c) => {
    const claim = await read(c, claimSchema);
    if (!claim) return c.json({ code: 'malformed', message: 'This is not a claim.' }, 400);
    const address = clientAddress(c, env.trustProxy);
    const allowed = claims.take(address);
    if (!allowed.ok) return tooMany(c, allowed.retryAfterSeconds);
    if (!auth.challenges.isValid(claim.challenge)) return c.json(STALE, 400);
    if (!(await isSignedBy(claim.publicKey, claimText(claim), claim.signature))) return c.json(UNSIGNED, 400);
    const outcome = await claimLearner(database, claim, () => newLearners.take(address).ok);
    return answer(c, auth, claim, outcome, address);
  });

  app.get('/learner', async (c) => {
    const current = await auth.currentLearner(c.req.header('cookie'));
    if (!current) return c.json({ code: 'no-session', message: 'No session.' }, 401);
    setCookies(c, current.cookies);
    return c.json({ learnerId: current.learnerId });
  });

  app.post('/sign-out', async (c) => {
    setCookies(c, await auth.signOut(c.req.raw.headers));
    return c.json({});
  });

  if (env.developerLinks) {
    app.post('/join-codes', async (c) => {
      const current = await auth.currentLearner(c.req.header('cookie'));
      if (!current) return c.json({ code: 'no-session', message: 'No session.' }, 401);
      return c.json({ code: await auth.joinCodes.make(current.learnerId) });
    });

    app.post('/join', async (c) => {
      const claim = await read(c, joinSchema);
      if (!claim) return c.json({ code: 'malformed', message: 'This is not a request to join.' }, 400);
      const address = clientAddress(c, env.trustProxy);
      const allowed = codesTried.take(address);
      if (!allowed.ok) return tooMany(c, allowed.retryAfterSeconds);
      if (!auth.challenges.isValid(claim.challenge)) return c.json(STALE, 400);
      if (!(await isSignedBy(claim.publicKey, joinText(claim), claim.signature))) return c.json(UNSIGNED, 400);
      const learnerId = await auth.joinCodes.use(claim.code, claim.deviceId);
      // The same answer whether a code is wrong, used or too old.
      if (!learnerId) return c.json({ code: 'bad-code', message: 'This code does not work. Make a new one.' }, 404);
      const joining = { ...claim, learnerId };
      return answer(c, auth, joining, await joinLearner(database, joining), address);
    });
  }
  return app;
}

async function read<T>(c: Context, schema: z.ZodType<T>): Promise<T | null> {
  const body = await c.req.json().catch(() => null);
  return schema.safeParse(body).data ?? null;
}

async function answer(
  c: Context,
  auth: Auth,
  { learnerId, deviceId }: { learnerId: string; deviceId: string },
  outcome: ClaimOutcome,
  ipAddress: string,
) {
  switch (outcome.kind) {
    case 'claimed': {
      const about = { userId: outcome.userId, learnerId, deviceId, ipAddress };
      setCookies(c, await auth.openSession(about, c.req.raw.headers));
      return c.json({ learnerId, serverTime: Date.now() });
    }
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
    case 'gone':
      return c.json({ code: 'gone', message: 'This learner was erased.' }, 410);
    case 'not-now':
      return tooMany(c, 60);
  }
}

const tooMany = (c: Context, seconds: number) => {
  c.header('retry-after', String(seconds));
  return c.json({ code: 'too-many', message: 'Too many requests from this network. Try again later.' }, 429);
};

const setCookies = (c: Context, cookies: string[]) => {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
};
