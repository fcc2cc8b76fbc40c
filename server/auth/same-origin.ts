import type { MiddlewareHandler } from 'hono';
import type { Env } from '../env.ts';

/**
 * Refuses writes that another site's page sent with a learner's cookie. A browser says where a request comes from
 * (Sec-Fetch-Site, or Origin in older ones), and without asking first it sends no JSON, nor anything else but what forms
 * send, to another site. A program that is no browser says neither and has no cookie to abuse.
 */
export const sameOriginWrites =
  ({ publicUrl }: Pick<Env, 'publicUrl'>, mediaType = 'application/json'): MiddlewareHandler =>
  async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const site = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    const own = [c.req.header('host'), publicUrl && new URL(publicUrl).host];
    const foreign = site ? site !== 'same-origin' : origin !== undefined && !own.includes(hostOf(origin) ?? '');
    if (foreign) return c.json({ code: 'foreign-origin', message: 'Writes come from the app itself only.' }, 403);
    const [given = ''] = (c.req.header('content-type') ?? '').split(';');
    if (given.trim().toLowerCase() !== mediaType)
      return c.json({ code: 'content-type', message: `Send content-type: ${mediaType}.` }, 415);
    return next();
  };

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
