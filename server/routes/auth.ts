import { type Claim, claimText } from '@hornbook/shared/identity/claim.ts';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { claimLearner } from '../auth/claim-learner.ts';
import { clientAddress } from '../auth/client-address.ts';
import { isSignedBy } from '../auth/device-key.ts';
import { makeRateLimit } from '../auth/rate-limit.ts';
import type { Services } from '../services.ts';
import {
  answerClaim,
  atRightAddress,
  readBody,
  STALE,
  setCookies,
  signedByDevice,
  tooMany,
  UNSIGNED,
} from './answer-claim.ts';

const claimSchema: z.ZodType<Claim> = z.strictObject({ ...signedByDevice, learnerId: z.guid().toLowerCase() });

// A school of many children behind one address must get in; a script that fills the table must not.
const NEW_LEARNERS = { burst: 150, perHour: 150 };
const CLAIMS = { burst: 300, perHour: 3_600 };

/** How a device shows who it is. Answers hold ids and nothing a script could sign in with; the session is in the cookie. */
export function authRoute({ env, database, auth, log }: Services): Hono {
  const app = new Hono();
  const newLearners = makeRateLimit(NEW_LEARNERS, Date.now);
  const claims = makeRateLimit(CLAIMS, Date.now);

  app.use(bodyLimit({ maxSize: 8 * 1024, onError: (c) => c.json({ message: 'That is too much for a claim.' }, 413) }));
  app.use('/claim', atRightAddress(env, log));
  app.get('/challenge', (c) => c.json({ challenge: auth.challenges.issue() }));

  app.post('/claim', async (c) => {
    const claim = await readBody(c, claimSchema);
    if (!claim) return c.json({ code: 'malformed', message: 'This is not a claim.' }, 400);
    const address = clientAddress(c, env.trustProxy);
    const allowed = claims.take(address);
    if (!allowed.ok) return tooMany(c, allowed.retryAfterSeconds);
    if (!auth.challenges.isValid(claim.challenge)) return c.json(STALE, 400);
    if (!(await isSignedBy(claim.publicKey, claimText(claim), claim.signature))) return c.json(UNSIGNED, 400);
    const outcome = await claimLearner(database, claim, () => newLearners.take(address).ok);
    return answerClaim(c, auth, claim, outcome, address);
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

  return app;
}
