import type { ErrorHandler } from 'hono';
import { isDatabaseAway } from '../db/is-away.ts';
import type { Log } from '../log.ts';
import { busyAnswers } from '../metrics.ts';
import { Busy } from '../sync/turns.ts';

/** What a request is answered that could not be done. What went wrong stays in the log: its text may hold SQL or someone's data. */
export const answerError =
  (log: Pick<Log, 'error'>): ErrorHandler =>
  (error, c) => {
    if (error instanceof Busy) {
      busyAnswers.inc({ status: error.status });
      return c.json({ message: error.message }, error.status, { 'retry-after': String(error.retryAfterSeconds) });
    }
    // Whoever asked has gone: nobody reads this, and nothing is wrong.
    if (c.req.raw.signal.aborted) return c.json({ message: 'Too late.' }, 503, { 'retry-after': '5' });
    log.error({ err: error, method: c.req.method, path: c.req.path }, 'A request failed');
    return isDatabaseAway(error)
      ? c.json({ message: 'The database is away. Try again soon.' }, 503, { 'retry-after': '5' })
      : c.json({ message: 'Something went wrong here. Nothing was changed; try again.' }, 500);
  };
