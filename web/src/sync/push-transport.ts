import { keyFieldsOf } from '@hornbook/shared/collections/index.ts';
import { unpackReply } from '@hornbook/shared/sync/packed-reply.ts';
import { packRows } from '@hornbook/shared/sync/packed-rows.ts';
import type { PushOutcome, PushTransport } from '@hornbook/shared/sync/ports.ts';
import {
  DELIVERY_HEADER,
  type PackedPush,
  PROTOCOL,
  type PushReply,
  type PushRequest,
} from '@hornbook/shared/sync/protocol.ts';
import { now } from '../data/clock.ts';
import { askService, retryAfterMs, Unreachable } from '../data/service/ask-service.ts';
import { gzipIfWorthIt } from './gzip.ts';
import type { Contact } from './report.ts';

/** A body may take this long besides the usual patience: 4 kB a second is a very bad link. */
const LEAST_BYTES_PER_MS = 4;
const PATIENCE_MS = 15_000;
/** All requests that outlive their page may together carry 64 KiB. */
const KEEPALIVE_BYTES = 60 * 1024;

interface PushSurroundings {
  /** The page is being hidden: the request should outlive it. */
  leaving: () => boolean;
  signal?: AbortSignal;
  onContact: (contact: Contact) => void;
  /** For a learner who is not the one using the device: leave to bring what waits, in place of a session. */
  ticket?: () => string | null;
}

const isReply = (value: unknown): value is PushReply => {
  const reply = value as Partial<PushReply> & { verdicts?: unknown; retry?: unknown };
  return (
    reply?.protocol === PROTOCOL &&
    typeof reply.epoch === 'string' &&
    typeof reply.time === 'number' &&
    (Array.isArray(reply.verdicts) || reply.retry === 'epoch' || reply.retry === 'time')
  );
};

/** POST /sync/push. Whatever isn't plainly the service's own reply is "no network": nothing is ever given up on for it. */
export const pushTransport = ({ leaving, signal, onContact, ticket }: PushSurroundings): PushTransport => ({
  async push(request: PushRequest): Promise<PushOutcome> {
    const byTicket = ticket?.();
    if (byTicket === null) return { kind: 'unauthorised' };
    const { rows, ...rest } = request;
    const push: PackedPush = { ...rest, packed: packRows(rows, keyFieldsOf) };
    const { body, encoding } = await gzipIfWorthIt(new TextEncoder().encode(JSON.stringify(push)));
    try {
      const response = await askService('/sync/push', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(encoding && { 'content-encoding': encoding }),
          ...(byTicket && { [DELIVERY_HEADER]: byTicket }),
        },
        // The cookie is that of whoever uses the device.
        ...(byTicket && { credentials: 'omit' }),
        body,
        keepalive: leaving() && body.length <= KEEPALIVE_BYTES,
        answerWithinMs: PATIENCE_MS + body.length / LEAST_BYTES_PER_MS,
        ...(signal && { signal }),
      });
      onContact('reached');
      return await readOutcome(response, request);
    } catch (error) {
      if (!(error instanceof Unreachable)) {
        if (signal?.aborted) return { kind: 'unreachable', retryAfterMs: null };
        throw error;
      }
      onContact(error.fromStranger ? 'stranger' : 'unreachable');
      return { kind: 'unreachable', retryAfterMs: null };
    }
  },
});

const readOutcome = async (response: Response, request: PushRequest): Promise<PushOutcome> => {
  if (response.ok) {
    const reply = unpackReply(await response.json().catch(() => null), request);
    return isReply(reply) ? { kind: 'reply', reply } : { kind: 'unreachable', retryAfterMs: null };
  }
  const wait = retryAfterMs(response, now());
  if (response.status === 401 || response.status === 403) return { kind: 'unauthorised' };
  if (response.status === 413) return { kind: 'too-large' };
  // Busy is not the request's fault; any other error may well be.
  if (response.status === 429 || response.status === 503) return { kind: 'unreachable', retryAfterMs: wait };
  return { kind: 'failed', retryAfterMs: wait };
};
