import { PACKED_PAGE } from '@hornbook/shared/sync/packed-page.ts';
import { PROTOCOL, PROTOCOL_HEADER } from '@hornbook/shared/sync/protocol.ts';
import { Hono } from 'hono';
import { scopeOf } from '../auth/learner-scope.ts';
import { UnknownLearner } from '../db/with-learner.ts';
import type { ShapeEndpoint } from '../sync/shape-endpoint.ts';
import type { Turns } from '../sync/turns.ts';
import { compressed, compressedStream } from './compressed.ts';
import { acceptEncoding, goneSignal } from './live-request.ts';
import type { SessionLearner } from './session-learner.ts';

const HEADERS = { 'cache-control': 'private, no-store', [PROTOCOL_HEADER]: String(PROTOCOL) };

/** GET /sync/shape: the learner's feed. Who the learner is comes from the session alone. */
export const shapeRoute = (currentLearner: SessionLearner, answer: ShapeEndpoint, turns?: Turns) =>
  new Hono().get('/', async (c) => {
    const gone = goneSignal(c);
    const learnerId = await (turns ? turns.letIn(() => currentLearner(c)) : currentLearner(c));
    const { searchParams } = new URL(c.req.url);
    // A database on the device holds one learner's rows. If the cookie has become another's meanwhile, nothing may flow.
    if (!learnerId || searchParams.get('scope') !== scopeOf(learnerId))
      return c.json({ message: 'No session for this learner.' }, 401, HEADERS);
    try {
      const takesPacked = c.req.header('accept')?.includes(PACKED_PAGE);
      const { status, headers, body } = await answer(learnerId, searchParams, gone, takesPacked);
      // It waited for long: a device that was signed out from another one meanwhile gets nothing of what came.
      if (searchParams.get('live') === 'true' && typeof body === 'string' && !(await currentLearner(c)))
        return c.json({ message: 'No session any more.' }, 401, HEADERS);
      const accepted = acceptEncoding(c);
      const send = (bytes: Uint8Array<ArrayBuffer> | ReadableStream, more: Record<string, string>) =>
        c.body(bytes, status, { 'content-type': 'application/json', ...headers, ...more, ...HEADERS });
      // Compressed, an event would wait for more of them.
      if (typeof body !== 'string' && headers['content-type'] === 'text/event-stream')
        return send(
          whileAllowed(body, async () => (await currentLearner(c)) === learnerId),
          {},
        );
      if (typeof body !== 'string') {
        const packed = compressedStream(body, accepted);
        return send(packed.stream, packed.headers);
      }
      const packed = await compressed(body, accepted);
      return send(packed.bytes, packed.headers);
    } catch (error) {
      if (error instanceof UnknownLearner) return c.json({ message: error.message }, 401, HEADERS);
      throw error;
    }
  });

/** What is sent for a minute is asked about each time there is something to send: a device signed out meanwhile gets none of it. */
const whileAllowed = (body: ReadableStream<Uint8Array>, isAllowed: () => Promise<boolean>) =>
  body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: async (chunk, out) => {
        if (await isAllowed()) out.enqueue(chunk);
        else out.terminate();
      },
    }),
  );
