import type { MiddlewareHandler } from 'hono';
import type { Services } from '../services.ts';

/** One line a request of the service's own paths: never a query, a body, a cookie or an id. */
export const logRequests =
  ({ log }: Pick<Services, 'log'>): MiddlewareHandler =>
  async (c, next) => {
    const begun = performance.now();
    await next();
    const line = {
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(performance.now() - begun),
    };
    // Busy (503) is said in numbers by /metrics; a line for each would be one more load.
    if (c.res.status >= 500 && c.res.status !== 503) log.error(line, 'request');
    else if (/^\/(auth|sync)\//.test(c.req.path)) log.info(line, 'request');
    else log.debug(line, 'request');
  };
