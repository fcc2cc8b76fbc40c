import type { Context, MiddlewareHandler } from 'hono';

/** Looks at a request before its route does: an answer of its own, or null to let it through. */
export type Before = (c: Context) => Response | null;
/** Does something with every answer, which took so many milliseconds. */
export type After = (c: Context, ms: number) => void;

/**
 * What stands around every route, as one middleware, each list in its order: thousands of requests are held open at once,
 * and every middleware around them holds a kilobyte for each.
 */
export const around = (before: readonly Before[], after: readonly After[]): MiddlewareHandler => {
  const finish = (c: Context, begun: number) => {
    const ms = performance.now() - begun;
    for (const one of after) one(c, ms);
  };
  return (c, next) => {
    const begun = performance.now();
    for (const one of before) {
      const answer = one(c);
      if (!answer) continue;
      c.res = answer;
      finish(c, begun);
      return Promise.resolve();
    }
    return next().then(() => finish(c, begun));
  };
};
