import type { IncomingMessage, ServerResponse } from 'node:http';
import { LEARNER_HEADER } from '@hornbook/shared/sync/protocol.ts';
import type { Context } from 'hono';

// A request is read through Node's own objects where it may be held for long: the standard ones, made when they are first
// asked for, take several times the memory of everything else that waits.
interface NodeRequest {
  incoming?: IncomingMessage;
  outgoing?: ServerResponse;
}
const nodeRequest = (c: Context): NodeRequest => (c.env as NodeRequest | undefined) ?? {};

export const cookieHeader = (c: Context): string | undefined => {
  const { incoming } = nodeRequest(c);
  return incoming ? incoming.headers.cookie : c.req.header('cookie');
};

/** Whom the request says it is about; old apps do not say. */
export const learnerHeader = (c: Context): string | undefined => {
  const { incoming } = nodeRequest(c);
  const said = incoming ? incoming.headers[LEARNER_HEADER] : c.req.header(LEARNER_HEADER);
  return Array.isArray(said) ? said.join() : said;
};

export const acceptEncoding = (c: Context): string | undefined => {
  const { incoming } = nodeRequest(c);
  return incoming ? String(incoming.headers['accept-encoding'] ?? '') : c.req.header('accept-encoding');
};

/** Aborted when whoever asked has left. */
export const goneSignal = (c: Context): AbortSignal => {
  const { outgoing } = nodeRequest(c);
  if (!outgoing) return c.req.raw.signal;
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  return gone.signal;
};
