import { type Claim, claimText, deliveryText, goOnText } from '@hornbook/shared/identity/claim.ts';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { noteEvent } from '../auth/account-events.ts';
import { claimLearner } from '../auth/claim-learner.ts';
import { clientAddress } from '../auth/client-address.ts';
import { isSignedBy } from '../auth/device-key.ts';
import { formerOf, goOnByFormer } from '../auth/former-device.ts';
import { makeRateLimit } from '../auth/rate-limit.ts';
import type { Services } from '../services.ts';
import {
  answerClaim,
  answerRefusal,
  atRightAddress,
  readBody,
  STALE,
  setCookies,
  signedByDevice,
  tooMany,
  UNSIGNED,
} from './answer-claim.ts';
import { cookieHeader, learnerHeader } from './live-request.ts';

const PRIVATE = { 'cache-control': 'private, no-store' };

const claimSchema: z.ZodType<Claim> = z.strictObject({
  ...signedByDevice,
  learnerId: z.guid().toLowerCase(),
  anew: z.boolean().optional(),
});
const goOnSchema = z.strictObject(signedByDevice);

// A school of many children behind one address must get in; a script that fills the table must not.
const NEW_LEARNERS = { burst: 150, perHour: 150 };
const CLAIMS = { burst: 300, perHour: 3_600 };

/** How a device shows who it is. Answers hold ids and nothing a script could sign in with; the session is in the cookie. */
export function authRoute({ env, database, auth, log }: Services): Hono {
  const app = new Hono();
  const newLearners = makeRateLimit(NEW_LEARNERS, Date.now);
  const claims = makeRateLimit(CLAIMS, Date.now);

  app.use(bodyLimit({ maxSize: 8 * 1024, onError: (c) => c.json({ message: 'That is too much for a claim.' }, 413) }));
  for (const path of ['/claim', '/delivery', '/go-on']) app.use(path, atRightAddress(env, log));
  app.get('/challenge', (c) => c.json({ challenge: auth.challenges.issue() }));

  /** The claim, if it is one: signed just now, by the key it names, over the text of what it is for. */
  const readClaim = async (c: Context, textOf: typeof claimText): Promise<Claim | Response> => {
    const claim = await readBody(c, claimSchema);
    if (!claim) return c.json({ code: 'malformed', message: 'This is not a claim.' }, 400);
    const allowed = claims.take(clientAddress(c, env.trustProxy));
    if (!allowed.ok) return tooMany(c, allowed.retryAfterSeconds);
    if (!auth.challenges.isValid(claim.challenge)) return c.json(STALE, 400);
    return (await isSignedBy(claim.publicKey, textOf(claim), claim.signature)) ? claim : c.json(UNSIGNED, 400);
  };
  const judge = (claim: Claim, address: string) => claimLearner(database, claim, () => newLearners.take(address).ok);

  app.post('/claim', async (c) => {
    const claim = await readClaim(c, claimText);
    if (claim instanceof Response) return claim;
    const address = clientAddress(c, env.trustProxy);
    // The browser forgot who it is, and the cookie remembers: told, before the session of before is ended by a new one.
    const before = claim.anew ? null : await auth.currentLearner(cookieHeader(c));
    const former = await formerOf(database, before, claim.learnerId);
    if (former) return c.json({ code: 'former', message: 'This browser was somebody’s before.', former }, 409, PRIVATE);
    return answerClaim(c, auth, claim, await judge(claim, address), address);
  });

  app.post('/go-on', async (c) => {
    const claim = await readBody(c, goOnSchema);
    if (!claim) return c.json({ code: 'malformed', message: 'This is not a claim.' }, 400);
    const address = clientAddress(c, env.trustProxy);
    const allowed = claims.take(address);
    if (!allowed.ok) return tooMany(c, allowed.retryAfterSeconds);
    if (!auth.challenges.isValid(claim.challenge)) return c.json(STALE, 400);
    if (!(await isSignedBy(claim.publicKey, goOnText(claim), claim.signature))) return c.json(UNSIGNED, 400);
    const former = await auth.currentLearner(cookieHeader(c));
    if (!former) return c.json({ code: 'no-session', message: 'No session.' }, 401);
    const { learnerId } = former;
    const outcome = await goOnByFormer(database, { ...claim, learnerId }, former);
    return answerClaim(c, auth, { learnerId, deviceId: claim.deviceId }, outcome, address);
  });

  // For a learner who is not the one using the device: no session, no cookie, only leave to bring what waits.
  app.post('/delivery', async (c) => {
    const claim = await readClaim(c, deliveryText);
    if (claim instanceof Response) return claim;
    const { learnerId } = claim;
    const outcome = await judge(claim, clientAddress(c, env.trustProxy));
    if (outcome.kind !== 'claimed') return answerRefusal(c, outcome);
    return c.json({ learnerId, serverTime: Date.now(), ticket: auth.deliveries.issue(claim) }, 200, PRIVATE);
  });

  app.get('/learner', async (c) => {
    const current = await auth.currentLearner(cookieHeader(c), learnerHeader(c));
    if (!current) return c.json({ code: 'no-session', message: 'No session.' }, 401);
    setCookies(c, current.cookies);
    return c.json({ learnerId: current.learnerId });
  });

  app.post('/sign-out', async (c) => {
    const by = await auth.currentLearner(cookieHeader(c), learnerHeader(c));
    setCookies(c, await auth.signOut(c.req.raw.headers));
    if (by) await noteEvent(database.db, { ...by, kind: 'signed-out' });
    return c.json({});
  });

  return app;
}
