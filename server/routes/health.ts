import { Hono } from 'hono';
import { readMeta } from '../db/meta.ts';
import type { Services } from '../services.ts';
import { VERSION } from '../version.ts';

const PATIENCE_MS = 3_000;

/** GET /health: whether the service can do its work, asked of the database itself. */
export const healthRoute = ({ database, stopping }: Pick<Services, 'database' | 'stopping'>) =>
  new Hono().get('/', async (c) => {
    const about = { version: VERSION, database: database.kind };
    const away = (reason: string) => c.json({ status: 'unavailable', ...about, reason }, 503, { 'retry-after': '5' });
    if (stopping.aborted) return away('The service is stopping.');
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`The database did not answer within ${PATIENCE_MS} ms.`)), PATIENCE_MS);
    });
    try {
      const epoch = await Promise.race([readMeta(database, 'epoch'), silence]);
      return c.json({ status: 'ok', ...about, epoch });
    } catch (error) {
      // Postgres's own words name hosts and users; the code is enough for whoever watches.
      const code = (error as { code?: string }).code;
      const silent = error instanceof Error && error.message.startsWith('The database did not');
      return away(silent ? error.message : `The database cannot be reached${code ? ` (${code})` : ''}.`);
    } finally {
      clearTimeout(timer);
    }
  });
