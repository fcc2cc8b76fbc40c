import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type { Database, Drizzle } from './connect.ts';
import { applyDerivedObjects } from './derived-objects.ts';

/** The repository's migrations folder, from the sources as from the built server. */
export function findMigrationsFolder(from = dirname(fileURLToPath(import.meta.url))): string {
  const folder = join(from, 'migrations');
  if (existsSync(join(folder, 'meta', '_journal.json'))) return folder;
  const parent = dirname(from);
  if (parent === from) throw new Error('The folder "migrations" is missing beside "server".');
  return findMigrationsFolder(parent);
}

/** Only one process migrates at a time; the number is this lock's name among Postgres's advisory locks. */
const MIGRATION_LOCK = 4_671_822;

/** Brings the tables up to date. Forward only, whole or not at all; safe to repeat, and from several servers at once. */
export async function migrateDatabase(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    // drizzle reads what is applied before it locks anything, so a second server must wait out here.
    await tx.execute(sql`set local statement_timeout = 0`);
    await tx.execute(sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    await migrate(tx as unknown as Drizzle, { migrationsFolder: findMigrationsFolder() });
  });
  await applyDerivedObjects(database.db);
}
