import type { MiddlewareHandler } from 'hono';
import type { Env } from '../env.ts';

/**
 * Sends a page that a trusted proxy was asked for over http to PUBLIC_URL when that is https: the session's cookie lives
 * there only. Nothing but the proxy's own word counts; whatever else a request says of its address may be the way behind it.
 */
export const httpsOnly = ({ publicUrl, trustProxy }: Pick<Env, 'publicUrl' | 'trustProxy'>): MiddlewareHandler => {
  const moves = trustProxy && publicUrl?.startsWith('https:');
  return (c, next) => {
    const isHttp = c.req.header('x-forwarded-proto')?.split(',').at(-1)?.trim() === 'http';
    if (!moves || !isHttp || c.req.method !== 'GET') return next();
    const { pathname, search } = new URL(c.req.url);
    return Promise.resolve(c.redirect(`${publicUrl}${pathname}${search}`, 307));
  };
};
