import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { keyFieldsOf } from '@hornbook/shared/collections/index.ts';
import { unpackReply } from '@hornbook/shared/sync/packed-reply.ts';
import { packRows } from '@hornbook/shared/sync/packed-rows.ts';
import type { PushOutcome, PushTransport } from '@hornbook/shared/sync/ports.ts';
import { type PackedPush, PROTOCOL_HEADER, type PushReply } from '@hornbook/shared/sync/protocol.ts';
import type { DeviceSession } from './device-session.ts';

const zip = promisify(gzip);
const ZIP_FROM_BYTES = 2 * 1024;

/** Pushes over real HTTP, as the app does: compressed when it is worth it, and whatever is not marked as ours is no answer. */
export const pushOverHttp = (session: Pick<DeviceSession, 'fetch'>): PushTransport => ({
  push: async (request): Promise<PushOutcome> => {
    const { rows, ...rest } = request;
    const packed: PackedPush = { ...rest, packed: packRows(rows, keyFieldsOf) };
    const text = JSON.stringify(packed);
    const zipped = text.length > ZIP_FROM_BYTES;
    try {
      const response = await session.fetch('/sync/push', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(zipped ? { 'content-encoding': 'gzip' } : {}) },
        body: zipped ? await zip(text) : text,
      });
      const retryAfter = Number(response.headers.get('retry-after')) * 1000;
      const retryAfterMs = retryAfter > 0 ? retryAfter : null;
      // Read in any case, or the connection cannot be used again.
      const body = await response.text();
      if (!response.headers.has(PROTOCOL_HEADER)) return { kind: 'unreachable', retryAfterMs };
      if (response.ok) return { kind: 'reply', reply: unpackReply(JSON.parse(body), request) as PushReply };
      if (response.status === 401) return { kind: 'unauthorised' };
      if (response.status === 413) return { kind: 'too-large' };
      // Busy is not the request's fault.
      if (response.status === 429 || response.status === 503) return { kind: 'unreachable', retryAfterMs };
      return { kind: 'failed', retryAfterMs };
    } catch {
      return { kind: 'unreachable', retryAfterMs: null };
    }
  },
});
