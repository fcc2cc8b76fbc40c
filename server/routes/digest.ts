import {
  compareDigests,
  type Digest,
  type DigestReply,
  type DigestRequest,
  digestRequestSchema,
} from '@hornbook/shared/sync/digest.ts';
import { PROTOCOL, PROTOCOL_HEADER } from '@hornbook/shared/sync/protocol.ts';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Counter } from 'prom-client';
import type { RateLimit } from '../auth/rate-limit.ts';
import { UnknownLearner } from '../db/with-learner.ts';
import { metrics } from '../metrics.ts';
import { Busy, type Turns } from '../sync/turns.ts';
import type { SessionLearner } from './session-learner.ts';

const HEADERS = { 'cache-control': 'private, no-store', [PROTOCOL_HEADER]: String(PROTOCOL) };
const MOST_BYTES = 64 * 1024;
/** A device asks once a day; a learner has a handful of devices. It reads all a learner has, so no more than that. */
export const DIGEST_RATE = { burst: 20, perHour: 10 };

const digests = new Counter({
  name: 'hornbook_digests_total',
  help: 'Digests devices compared, by what was found: rows or derived state that differed should never be.',
  labelNames: ['found'],
  registers: [metrics],
});

interface DigestSurroundings {
  currentLearner: SessionLearner;
  read: (learnerId: string, asked: DigestRequest) => Promise<Digest>;
  /** Has the learner folded from nothing: either side may be the wrong one, and the device does the same. */
  foldAnew: (learnerId: string) => Promise<unknown>;
  turns: Turns;
  rate: RateLimit | null;
}

/** POST /sync/digest: a device's rows in brief against the service's own. [R2] */
export const digestRoute = ({ currentLearner, read, foldAnew, turns, rate }: DigestSurroundings) =>
  new Hono().post('/', bodyLimit({ maxSize: MOST_BYTES }), async (c) => {
    const { signal } = c.req.raw;
    const refuse = (status: 400 | 401 | 415, message: string) => c.json({ message }, status, HEADERS);
    if (c.req.header('content-type')?.split(';')[0]?.trim() !== 'application/json')
      return refuse(415, 'Content-Type must be application/json.');
    const learnerId = await turns.letIn(() => currentLearner(c));
    if (!learnerId) return refuse(401, 'No session.');
    const asked = digestRequestSchema.safeParse(await c.req.json().catch(() => null));
    if (!asked.success) return refuse(400, 'This is not a digest.');
    const theirs = asked.data;
    if (theirs.learnerId !== learnerId) return refuse(401, 'No session for this learner.');
    const allowed = rate?.take(learnerId);
    if (allowed && !allowed.ok) throw new Busy(429, allowed.retryAfterSeconds);
    try {
      const ours = await turns.goOn(() => read(learnerId, theirs), signal);
      const found = compareDigests(theirs, ours);
      digests.inc({ found });
      if (found === 'derived') await turns.goOn(() => foldAnew(learnerId), signal);
      const reply: DigestReply = { protocol: PROTOCOL, found, ...ours };
      return c.json(reply, 200, HEADERS);
    } catch (error) {
      if (error instanceof UnknownLearner) return refuse(401, error.message);
      throw error;
    }
  });
