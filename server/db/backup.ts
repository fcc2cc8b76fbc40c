import { createReadStream, createWriteStream, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { sql } from 'drizzle-orm';
import type { Database, Transaction } from './connect.ts';
import { applyDerivedObjects } from './derived-objects.ts';
import { renewEpoch } from './epoch.ts';
import { forgetMeta } from './meta.ts';
import { appliedMigrations, migrateDatabase, migrateTables } from './migrate.ts';
import { rowsOf } from './sql-database.ts';

// A backup is text, one line a row, gzipped: the same on the embedded database and on a server, so it also moves from one
// to the other. Its first line says how many migrations had been applied; a restore builds the tables as they were then,
// fills them, and lets the later migrations carry the rows over.

const FORMAT = 'hornbook-backup-1';
const BATCH = 500;

interface Header {
  format: typeof FORMAT;
  migrations: number;
  at: string;
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const backupsFolder = (dataDir: string) => join(dataDir, 'backups');

/** Where the latest backup is, or null. */
export function latestBackup(dataDir: string): string | null {
  try {
    const names = readdirSync(backupsFolder(dataDir)).filter((name) => name.endsWith('.jsonl.gz'));
    const last = names.sort().at(-1);
    return last ? join(backupsFolder(dataDir), last) : null;
  } catch {
    return null;
  }
}

/** Writes all rows, as of one moment, to a new file in the data directory; gives its path, or null for an empty database. */
export async function backUp(database: Database, dataDir: string, now = new Date()): Promise<string | null> {
  const migrations = await appliedMigrations(database);
  if (migrations === 0) return null;
  mkdirSync(backupsFolder(dataDir), { recursive: true });
  const file = join(backupsFolder(dataDir), `${now.toISOString().replace(/[:.]/g, '-')}.jsonl.gz`);
  const header: Header = { format: FORMAT, migrations, at: now.toISOString() };
  await database.transaction(async (tx) => {
    await tx.execute(sql`set transaction isolation level repeatable read`);
    await tx.execute(sql`set local statement_timeout = 0`);
    const names = await tablesOf(tx);
    await seeEveryRow(tx, names);
    // Sessions and the service's secret are in it: for the owner's eyes only.
    const out = createWriteStream(file, { mode: 0o600 });
    await pipeline(Readable.from(lines(tx, header, names)), createGzip(), out);
    await undo(tx, names);
  });
  return file;
}

/** Replaces everything in the database by a backup. The epoch is a new one: devices may hold more than the backup did. */
export async function restore(database: Database, file: string): Promise<string> {
  const reader = createInterface({
    input: createReadStream(file).pipe(createGunzip()),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  const rest = reader[Symbol.asyncIterator]();
  const header = readHeader((await rest.next()).value, file);
  await database.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    await dropEverything(tx);
    await migrateTables(tx, header.migrations);
    await withoutForeignKeys(tx, () => fill(tx, rest));
    await migrateTables(tx);
  });
  // The backup remembers them as being in place; they went with the tables.
  await forgetMeta(database, 'derived-objects');
  await applyDerivedObjects(database.db);
  return renewEpoch(database);
}

/** Drops all tables with all they hold, and makes them anew, empty. */
export async function emptyDatabase(database: Database): Promise<void> {
  await database.transaction(dropEverything);
  await migrateDatabase(database);
}

async function dropEverything(tx: Transaction) {
  await tx.execute(sql`drop schema if exists drizzle cascade`);
  await tx.execute(sql`drop schema public cascade`);
  await tx.execute(sql`create schema public`);
}

function readHeader(line: string | undefined, file: string): Header {
  try {
    const header = JSON.parse(line ?? '') as Header;
    if (header.format === FORMAT) return header;
  } catch {
    // Said below.
  }
  throw new Error(`${file} is not a backup of Hornbook. Backups are made by "npm run db:backup".`);
}

async function* lines(tx: Transaction, header: Header, names: string[]) {
  yield `${JSON.stringify(header)}\n`;
  for (const name of names) {
    await tx.execute(
      sql.raw(`declare backup no scroll cursor for select to_jsonb(t)::text as row from ${quote(name)} t`),
    );
    for (;;) {
      const rows = await rowsOf<{ row: string }>(tx, sql.raw(`fetch ${BATCH} from backup`));
      // The row stays the text Postgres wrote: parsed here, its large numbers would lose digits.
      for (const { row } of rows) yield `${JSON.stringify(name)} ${row}\n`;
      if (rows.length < BATCH) break;
    }
    await tx.execute(sql`close backup`);
  }
}

async function fill(tx: Transaction, rows: AsyncIterator<string>) {
  let table = '';
  let batch: string[] = [];
  const flush = async () => {
    if (batch.length > 0)
      await tx.execute(
        sql`insert into ${sql.raw(quote(table))} select * from jsonb_populate_recordset(null::${sql.raw(quote(table))}, ${`[${batch.join(',')}]`}::jsonb)`,
      );
    batch = [];
  };
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    const [, name = '', row = ''] = /^("(?:[^"\\]|\\.)*") (.*)$/s.exec(next.value) ?? [];
    const named = JSON.parse(name) as string;
    if (named !== table || batch.length === BATCH) await flush();
    table = named;
    batch.push(row);
  }
  await flush();
}

const tablesOf = async (tx: Transaction): Promise<string[]> => {
  const tables = await rowsOf<{ name: string }>(
    tx,
    sql`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  return tables.map(({ name }) => name);
};

/** Takes the foreign keys off while `work` puts rows back, since tables may point at each other; then checks them all. */
async function withoutForeignKeys(tx: Transaction, work: () => Promise<void>) {
  const keys = await rowsOf<{ table: string; name: string; definition: string }>(
    tx,
    sql`select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
      from pg_constraint where connamespace = 'public'::regnamespace and contype = 'f'`,
  );
  for (const { table, name } of keys) await tx.execute(sql.raw(`alter table ${table} drop constraint ${name}`));
  await work();
  for (const { table, name, definition } of keys)
    await tx.execute(sql.raw(`alter table ${table} add constraint ${name} ${definition}`));
}

/** Row-level security holds even the owner back. A superuser is above it; any other owner lifts it for this transaction. */
async function seeEveryRow(tx: Transaction, names: string[]) {
  const [me] = await rowsOf<{ above: boolean }>(
    tx,
    sql`select rolsuper or rolbypassrls as above from pg_roles where rolname = current_user`,
  );
  if (!me?.above)
    for (const name of names) await tx.execute(sql.raw(`alter table ${quote(name)} no force row level security`));
  // Better no backup than one that silently lacks rows.
  await tx.execute(sql`set local row_security = off`);
}

async function undo(tx: Transaction, names: string[]) {
  const forced = await rowsOf<{ name: string }>(
    tx,
    sql`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity and not relforcerowsecurity`,
  );
  for (const { name } of forced.filter((table) => names.includes(table.name)))
    await tx.execute(sql.raw(`alter table ${quote(name)} force row level security`));
}
