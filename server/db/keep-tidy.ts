import type { Log } from '../log.ts';
import type { Database } from './connect.ts';

const EVERY_MS = 6 * 60 * 60_000;
/** Once the rush of a start is over. */
const FIRST_MS = 60_000;

/**
 * Does for the embedded database what a server does for itself: takes away what is dead and counts what there is, by which
 * queries are planned. It takes a moment, during which others wait, so it is not done often.
 */
export function keepTidy(
  database: Pick<Database, 'kind' | 'query'>,
  log: Pick<Log, 'debug' | 'error'>,
  { firstMs = FIRST_MS, everyMs = EVERY_MS } = {},
): () => void {
  if (database.kind !== 'pglite') return () => {};
  const tidy = async () => {
    const begun = performance.now();
    try {
      await database.query('vacuum (analyze)');
      log.debug({ ms: Math.round(performance.now() - begun) }, 'Tidied the database');
    } catch (error) {
      log.error({ err: error }, 'The database could not be tidied');
    }
  };
  const first = setTimeout(tidy, firstMs);
  const again = setInterval(tidy, everyMs);
  first.unref();
  again.unref();
  return () => {
    clearTimeout(first);
    clearInterval(again);
  };
}
