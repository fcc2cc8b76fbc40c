import { PACKED_PAGE } from '@hornbook/shared/sync/packed-page.ts';
import { PROTOCOL, PROTOCOL_HEADER } from '@hornbook/shared/sync/protocol.ts';
import { Hono } from 'hono';
import { scopeOf } from '../auth/learner-scope.ts';
import { UnknownLearner } from '../db/with-learner.ts';
import { makeReadAhead } from '../sync/read-ahead.ts';
import type { ShapeAnswer, ShapeEndpoint } from '../sync/shape-endpoint.ts';
import type { Turns } from '../sync/turns.ts';
import { compressed, compressedStream } from './compressed.ts';
import { acceptEncoding, goneSignal } from './live-request.ts';
import type { SessionLearner } from './session-learner.ts';

const HEADERS = { 'cache-control': 'private, no-store', [PROTOCOL_HEADER]: String(PROTOCOL) };

/** GET /sync/shape: the learner's feed. Who the learner is comes from the session alone. */
export const shapeRoute = (currentLearner: SessionLearner, answer: ShapeEndpoint, turns?: Turns) => {
  // While others wait for the database, nobody's next page goes before them.
  const readAhead = makeReadAhead<Prepared>(() => turns?.load().waiting === 0);
  return new Hono().get('/', async (c) => {
    const gone = goneSignal(c);
    const learnerId = await (turns ? turns.run(() => currentLearner(c), gone) : currentLearner(c));
    const { searchParams } = new URL(c.req.url);
    // A database on the device holds one learner's rows. If the cookie has become another's meanwhile, nothing may flow.
    if (!learnerId || searchParams.get('scope') !== scopeOf(learnerId))
      return c.json({ message: 'No session for this learner.' }, 401, HEADERS);
    try {
      const takesPacked = c.req.header('accept')?.includes(PACKED_PAGE);
      const accepted = acceptEncoding(c);
      const live = searchParams.get('live') === 'true';
      const ahead = (asked: string) =>
        readAhead.page(`${learnerId} ${takesPacked} ${accepted}`, asked, async (name) => {
          const params = new URLSearchParams(name);
          const page = await answer(learnerId, params, name === asked ? gone : NEVER, takesPacked);
          return prepared(page, params, accepted);
        });
      const { status, headers, body } = live
        ? await prepared(await answer(learnerId, searchParams, gone, takesPacked), searchParams, accepted)
        : await ahead(nameOf(searchParams));
      // It waited for long: a device that was signed out from another one meanwhile gets nothing of what came.
      if (live && body instanceof Uint8Array && !(await currentLearner(c)))
        return c.json({ message: 'No session any more.' }, 401, HEADERS);
      const send = (bytes: Uint8Array<ArrayBuffer> | ReadableStream, more: Record<string, string>) =>
        c.body(bytes, status, { 'content-type': 'application/json', ...headers, ...more, ...HEADERS });
      if (body instanceof Uint8Array) return send(body, {});
      // Compressed, an event would wait for more of them.
      if (headers['content-type'] === 'text/event-stream')
        return send(
          whileAllowed(body, async () => (await currentLearner(c)) === learnerId),
          {},
        );
      const packed = compressedStream(body, accepted);
      return send(packed.stream, packed.headers);
    } catch (error) {
      if (error instanceof UnknownLearner) return c.json({ message: error.message }, 401, HEADERS);
      throw error;
    }
  });
};

const NEVER = new AbortController().signal;

/** An answer as it is sent; `next` is the question that the client asks after it, if there is more behind it. */
interface Prepared {
  status: ShapeAnswer['status'];
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  next: string | null;
}

const prepared = async (
  { status, headers, body }: ShapeAnswer,
  params: URLSearchParams,
  accepted: string | undefined,
): Promise<Prepared> => {
  if (typeof body !== 'string') return { status, headers, body, next: null };
  const packed = await compressed(body, accepted);
  const sent = { status, headers: { ...headers, ...packed.headers }, body: packed.bytes };
  const { 'electric-offset': offset, 'electric-handle': handle, 'electric-up-to-date': end } = headers;
  if (status !== 200 || !offset || !handle || end !== undefined) return { ...sent, next: null };
  const next = new URLSearchParams(params);
  next.set('offset', offset);
  next.set('handle', handle);
  return { ...sent, next: nameOf(next) };
};

/** A question, in whatever order it is put. */
const nameOf = (params: URLSearchParams): string => {
  const sorted = new URLSearchParams(params);
  sorted.sort();
  return String(sorted);
};

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
