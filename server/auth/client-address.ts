import type { Context } from 'hono';

/**
 * The address a request came from. What a proxy says is believed only if there is one to trust (TRUST_PROXY), and then
 * only the last entry, which that proxy wrote itself; those before it came with the request.
 */
export function clientAddress(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming;
  return forwarded || incoming?.socket?.remoteAddress || 'unknown';
}
