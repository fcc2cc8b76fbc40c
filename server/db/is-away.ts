import { DatabaseUnavailable } from './connect.ts';

// Of Postgres: connections (08), stopping or starting (57P), a statement or a lock that took too long (57014, 55P03), and no
// room on its disk, in its memory or for one more client (53). Of Node: the network's own.
const AWAY = /^(08...|57P0[123]|57014|55P03|53...|ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|EAI_AGAIN)$/;
// What pg says without a code.
const SAID =
  /Connection terminated|timeout exceeded when trying to connect|database is closed|after calling end on the pool/;

/** Whether a request failed because the database cannot work now: asking again later is then the right thing to do. */
export function isDatabaseAway(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof DatabaseUnavailable) return true;
    if (AWAY.test(String((cause as { code?: unknown }).code)) || SAID.test(cause.message)) return true;
    if (cause instanceof AggregateError && cause.errors.some(isDatabaseAway)) return true;
  }
  return false;
}
