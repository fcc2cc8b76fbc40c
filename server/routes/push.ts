import { collections } from '@hornbook/shared/collections/index.ts';
import { packReply } from '@hornbook/shared/sync/packed-reply.ts';
import { PROTOCOL, PROTOCOL_HEADER, type PushReply, type PushRequest } from '@hornbook/shared/sync/protocol.ts';
import { Hono } from 'hono';
import type { RateLimit } from '../auth/rate-limit.ts';
import { UnknownLearner } from '../db/with-learner.ts';
import { pushedRows, pushes } from '../metrics.ts';
import { PushRefused, readBytes, readPush } from '../sync/push-body.ts';
import { Busy, makeLearnerTurns, type Turns } from '../sync/turns.ts';
import { compressed } from './compressed.ts';
import { goneSignal } from './live-request.ts';
import type { SessionLearner } from './session-learner.ts';

const HEADERS = { 'cache-control': 'private, no-store', [PROTOCOL_HEADER]: String(PROTOCOL) };

/**
 * What a learner may send at once, and then by the hour. Far above any honest use: years of answers kept on a device go in
 * 400 pushes, and nobody answers ten questions a second.
 */
export const PUSH_RATE = { burst: 3_000, perHour: 36_000 };

interface PushSurroundings {
  currentLearner: SessionLearner;
  apply: (push: PushRequest) => Promise<PushReply>;
  turns: Turns;
  rate: RateLimit | null;
  /** [P7] All that a learner's devices had to send is there. */
  uploaded: (learnerId: string) => void;
}

/** POST /sync/push: rows of the session's learner, and of nobody else. */
export const pushRoute = ({ currentLearner, apply, turns, rate, uploaded }: PushSurroundings) => {
  const learnerTurns = makeLearnerTurns();
  // [P7] Who said that this was all, while an earlier push may still be at work.
  const done = new Set<string>();
  return new Hono().post('/', async (c) => {
    const signal = goneSignal(c);
    const refuse = (status: 400 | 401 | 413 | 415 | 426, message: string) => c.json({ message }, status, HEADERS);
    // A page of another origin can send a form or text with the learner's cookie, but not this.
    if (c.req.header('content-type')?.split(';')[0]?.trim() !== 'application/json')
      return refuse(415, 'Content-Type must be application/json.');
    const learnerId = await turns.letIn(() => currentLearner(c));
    if (!learnerId) return refuse(401, 'No session.');
    try {
      const allowed = rate?.take(learnerId);
      if (allowed && !allowed.ok) throw new Busy(429, allowed.retryAfterSeconds);
      const { push, isPacked } = await readPush(await readBytes(c.req.raw.body), c.req.header('content-encoding'));
      if (push.learnerId !== learnerId) return refuse(401, 'No session for this learner.');
      if (push.more) done.delete(learnerId);
      const judge = async () => {
        const reply = await turns.goOn(() => apply(push), signal);
        // One that is to be sent again was not all.
        if (push.more === false && !('retry' in reply)) done.add(learnerId);
        return reply;
      };
      const reply = await learnerTurns.run(learnerId, judge).finally(() => {
        if (!learnerTurns.has(learnerId) && done.delete(learnerId)) uploaded(learnerId);
      });
      countReply(reply);
      const packed = await compressed(
        JSON.stringify(isPacked ? packReply(reply) : reply),
        c.req.header('accept-encoding'),
      );
      return c.body(packed.bytes, 200, { 'content-type': 'application/json', ...packed.headers, ...HEADERS });
    } catch (error) {
      if (error instanceof PushRefused) {
        pushes.inc({ outcome: 'refused' });
        return refuse(error.status, error.message);
      }
      if (error instanceof UnknownLearner) return refuse(401, error.message);
      throw error;
    }
  });
};

const countReply = (reply: PushReply) => {
  pushes.inc({ outcome: 'retry' in reply ? `retry ${reply.retry}` : 'judged' });
  if ('retry' in reply) return;
  for (const verdict of reply.verdicts) {
    // A device may name any collection it likes; a label for each would fill the memory.
    const collection = Object.hasOwn(collections, verdict.collection) ? verdict.collection : 'unknown';
    const code = verdict.verdict === 'accepted' ? '' : verdict.code;
    pushedRows.inc({ collection, verdict: verdict.verdict, code });
  }
};
