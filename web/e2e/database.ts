import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The service's own copy of PGlite: the stories look into the data directory of a stopped service with it. */
const fromServer = createRequire(join(import.meta.dirname, '../../server/package.json'));

interface Reader {
  query: (sql: string) => Promise<{ rows: Record<string, unknown>[] }>;
  close: () => Promise<void>;
}

/** Runs one query on the embedded database of a service that is not running. */
export const readStopped = async (directory: string, sql: string): Promise<Record<string, unknown>[]> => {
  const { PGlite } = fromServer('@electric-sql/pglite') as { PGlite: { create: (path: string) => Promise<Reader> } };
  const database = await PGlite.create(directory);
  try {
    return (await database.query(sql)).rows;
  } finally {
    await database.close();
  }
};
