import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono, type MiddlewareHandler } from 'hono';
import type { Env } from '../env.ts';
import { metrics, requestSeconds } from '../metrics.ts';

const AREAS = new Set(['auth', 'sync', 'packs', 'queries', 'health']);

export const requestMetrics = (): MiddlewareHandler => async (c, next) => {
  const stop = requestSeconds.startTimer();
  await next();
  const area = c.req.path.split('/')[1] ?? '';
  stop({ method: c.req.method, area: AREAS.has(area) ? area : 'web', status: c.res.status });
};

const digest = (text: string) => createHash('sha256').update(text).digest();

/** GET /metrics for whoever shows METRICS_TOKEN; without that setting there is no such page. */
export const metricsRoute = ({ metricsToken }: Pick<Env, 'metricsToken'>) =>
  new Hono().get('/', async (c) => {
    if (!metricsToken) return c.json({ message: 'There is nothing here.' }, 404);
    const shown = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    if (!timingSafeEqual(digest(shown), digest(metricsToken)))
      return c.json({ message: 'Send the header "Authorization: Bearer <METRICS_TOKEN>".' }, 401);
    return c.body(await metrics.metrics(), 200, { 'content-type': metrics.contentType });
  });
