import { Hono } from 'hono';
import { z } from 'zod';
import { addressOf } from '../auth/better-auth.ts';
import { badgeKey } from '../badges/badge-key.ts';
import { badgeToken } from '../badges/badge-token.ts';
import { credentialOf, issuerOf } from '../badges/credential.ts';
import { finishedCourse } from '../badges/finished-course.ts';
import type { Services } from '../services.ts';
import type { SessionLearner } from './session-learner.ts';

const PUBLIC = { 'cache-control': 'public, max-age=3600' };
const PRIVATE = { 'cache-control': 'private, no-store' };
const courseId = z.guid().toLowerCase();

/** /badges: whose badges these are, and the key to verify them with. Public, and at the same address for ever. */
export const badgeIssuerRoute = ({ database, env }: Pick<Services, 'database' | 'env'>) =>
  new Hono()
    .get('/issuer', (c) =>
      c.json(
        { '@context': ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'], ...issuerOf(addressOf(env)) },
        200,
        PUBLIC,
      ),
    )
    .get('/key', async (c) => c.json((await badgeKey(database)).jwk, 200, PUBLIC));

/** /sync/badges: the badge of a learner for a course they finished. */
export const badgesRoute = ({
  database,
  env,
  currentLearner,
}: Pick<Services, 'database' | 'env'> & { currentLearner: SessionLearner }) =>
  new Hono().get('/:courseId', async (c) => {
    const learnerId = await currentLearner(c);
    if (!learnerId) return c.json({ message: 'No session.' }, 401, PRIVATE);
    const asked = courseId.safeParse(c.req.param('courseId'));
    const found = asked.success ? await finishedCourse(database, learnerId, asked.data, Date.now()) : null;
    if (!found || found.kind === 'unknown') return c.json({ message: 'There is no such course.' }, 404, PRIVATE);
    if (found.kind === 'not-finished') return c.json({ lessonsLeft: found.lessonsLeft }, 409, PRIVATE);
    const address = addressOf(env);
    const { privateKey, jwk } = await badgeKey(database);
    const token = badgeToken(credentialOf(address, found.finished), {
      privateKey,
      jwk,
      keyAddress: `${address}/badges/key`,
    });
    return c.json({ token }, 200, PRIVATE);
  });
