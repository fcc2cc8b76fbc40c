import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { type MigrationConfig, type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { betweenOthers } from './between-others.ts';
import type { Database, Transaction } from './connect.ts';
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

/** Brings the database up to date. Forward only, whole or not at all; safe to repeat, and from several servers at once. */
export async function migrateDatabase(database: Database): Promise<void> {
  await applyMigrations(database);
  await applyDerivedObjects(database.db);
}

/** The tables without what is derived from them, for who has more to change before that. */
export const applyMigrations = (database: Database): Promise<void> =>
  betweenOthers(() => database.transaction(migrateIn));

const migrateIn = async (tx: Transaction): Promise<void> => {
  await tx.execute(sql`set local statement_timeout = 0`);
  // drizzle reads what is applied before it locks anything, so a second server must wait out here.
  await tx.execute(sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
  await tx.execute(sql`set local lock_timeout = '900ms'`);
  await migrateTables(tx);
};

/** Applies the migrations that are not, or only those up to the first `count` of all. */
export async function migrateTables(tx: Transaction, count = Number.POSITIVE_INFINITY): Promise<void> {
  const { dialect, session } = tx as unknown as Migrating;
  const migrationsFolder = findMigrationsFolder();
  await dialect.migrate(readMigrationFiles({ migrationsFolder }).slice(0, count), session, { migrationsFolder });
}

/** How many migrations this database has had. */
export async function appliedMigrations(database: Database): Promise<number> {
  const [made] = await database.query<{ made: boolean }>(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as made",
  );
  if (!made?.made) return 0;
  const [row] = await database.query<{ n: number }>('select count(*)::int as n from drizzle.__drizzle_migrations');
  return row?.n ?? 0;
}

/** The part of a drizzle database that its own `migrate` works through; named here to apply a part of the migrations. */
interface Migrating {
  dialect: { migrate(migrations: MigrationMeta[], session: unknown, config: MigrationConfig): Promise<void> };
  session: unknown;
}
