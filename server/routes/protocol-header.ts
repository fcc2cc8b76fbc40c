import { PROTOCOL, PROTOCOL_HEADER } from '@hornbook/shared/sync/protocol.ts';
import type { MiddlewareHandler } from 'hono';

/** Marks answers as ours. What comes back without it is from a captive portal or a proxy, and counts as no network. */
export const protocolHeader = (): MiddlewareHandler => async (c, next) => {
  await next();
  c.res.headers.set(PROTOCOL_HEADER, String(PROTOCOL));
};
