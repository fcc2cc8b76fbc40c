import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { type Database, overPglite } from '../db/connect.ts';
import { startPglite } from '../db/pglite-backend.ts';
import { setRowSecurity, standingWall, withoutFilters } from './one-wall.ts';
import { connectTo, TEMPLATE_DATABASE } from './postgres-template.ts';

const isDeep = process.env.HORNBOOK_DEEP === '1';

export type DatabaseKind = Database['kind'];

/** What the run's databases are made from: the address of a Postgres, or the file of a PGlite. */
export const askForDatabase = async (path: '/postgres' | '/pglite'): Promise<string> => {
  const response = await fetch(inject('databaseDoor') + path);
  const text = await response.text();
  if (!response.ok) throw new Error(`No test database could be made: ${text}`);
  return text;
};

/** A migrated, empty database of the test's own. Closing it removes it. */
export async function openTestDatabase(kind: DatabaseKind): Promise<Database & { url: string | null }> {
  if (kind === 'pglite') {
    const backend = await startPglite('memory://', readFileSync(await askForDatabase('/pglite')));
    return { ...overPglite(backend, { timeoutMs: 20_000 }), url: null };
  }
  const adminUrl = await askForDatabase('/postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = await connectTo(adminUrl);
  await admin.query(`create database ${name} template ${TEMPLATE_DATABASE}`);
  const url = adminUrl.replace(/\/postgres$/, `/${name}`);
  const database = await connectTo(url);
  return {
    ...database,
    url,
    close: async () => {
      await database.close();
      await admin.query(`drop database ${name} with (force)`);
      await admin.close();
    },
  };
}

/**
 * The same tests on PGlite and on a real Postgres. `database` gives the open one; it is shared by the tests of `body`,
 * so each makes learners of its own. Behind one wall alone PGlite has to do, but in deep runs: the walls are alike.
 */
export function describeOnBoth(title: string, body: (database: () => Database, kind: DatabaseKind) => void): void {
  const wall = standingWall();
  const kinds: DatabaseKind[] = wall === 'both walls' || isDeep ? ['pglite', 'postgres'] : ['pglite'];
  describe.each(kinds)(`${title} (%s)`, (kind) => {
    let database: Database | undefined;
    beforeAll(async () => {
      const opened = await openTestDatabase(kind);
      if (wall === 'the service’s own filters alone') await setRowSecurity(opened, 'disable');
      database = wall === 'row-level security alone' ? withoutFilters(opened).database : opened;
    });
    afterAll(() => database?.close());
    body(() => {
      if (!database) throw new Error('The test database is open only while a test runs.');
      return database;
    }, kind);
  });
}
