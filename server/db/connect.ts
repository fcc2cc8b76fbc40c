import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Env } from '../env.ts';
import { damageIn, markAsMade, pgliteFolder } from './embedded-folder.ts';
import { type Listen, listenOnServer, listenOnSession } from './listen.ts';
import { lockDataDirectory } from './lock.ts';
import { type PgliteBackend, startPglite } from './pglite-backend.ts';

export type Drizzle = NodePgDatabase;
export type Transaction = Parameters<Parameters<Drizzle['transaction']>[0]>[0];

/** The one database of the process: the embedded one or a Postgres server, alike but for `kind`. */
export interface Database {
  readonly kind: 'pglite' | 'postgres';
  /** Typed queries. Inside a transaction use what it hands you: the embedded database has one session, so a query on the outer one waits for the transaction to end, which waits for the query. */
  readonly db: Drizzle;
  /** Rows of plain SQL with $1, $2 … */
  query<R extends object>(text: string, params?: readonly unknown[]): Promise<R[]>;
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Calls back on every NOTIFY of the channel until the returned function is called. */
  listen: Listen;
  close(): Promise<void>;
}

/** The database cannot be reached or opened. Says why and what to do; shown without a stack trace. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
}

type ConnectionSettings = Pick<Env, 'databaseUrl' | 'dataDir' | 'databasePoolSize' | 'databaseTimeoutMs'>;

/** Opens the database the settings name and asks it one question, so that what is wrong is said before anyone waits. */
export async function connectDatabase(settings: ConnectionSettings, doing = 'the service'): Promise<Database> {
  return settings.databaseUrl ? connectServer(settings, settings.databaseUrl) : openEmbedded(settings, doing);
}

async function openEmbedded({ dataDir, databaseTimeoutMs }: ConnectionSettings, doing: string): Promise<Database> {
  const unlock = lockDataDirectory(dataDir, doing);
  try {
    const damage = damageIn(dataDir);
    if (damage) throw new Error(damage);
    const backend = await startPglite(pgliteFolder(dataDir));
    markAsMade(dataDir);
    return overPglite(backend, { timeoutMs: databaseTimeoutMs, afterClose: unlock });
  } catch (cause) {
    unlock();
    throw new DatabaseUnavailable(
      `The embedded database in ${dataDir} does not open: ${messageOf(cause)}. ` +
        'Put a backup back with "npm run db:restore", or set HORNBOOK_DATA to another folder.',
      { cause },
    );
  }
}

/** A Database on a PGlite that is already running. */
export function overPglite(
  backend: PgliteBackend,
  { timeoutMs, afterClose }: { timeoutMs: number; afterClose?: () => void },
): Database {
  const session = listenOnSession();
  const pool = new pg.Pool({
    // One session is all PGlite has; a second client waits its turn, and after the time-out says so instead of for ever.
    max: 1,
    stream: () => backend.stream() as never,
    connectionTimeoutMillis: timeoutMs,
    idleTimeoutMillis: 0,
    onConnect: session.onConnect,
  });
  return overPool('pglite', pool, {
    listen: session.listenOn(pool),
    close: async () => {
      await backend.close();
      afterClose?.();
    },
  });
}

async function connectServer(settings: ConnectionSettings, url: string, limited = true): Promise<Database> {
  const limits = {
    statement_timeout: settings.databaseTimeoutMs,
    idle_in_transaction_session_timeout: settings.databaseTimeoutMs,
  };
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'hornbook',
    max: settings.databasePoolSize,
    connectionTimeoutMillis: settings.databaseTimeoutMs,
    keepAlive: true,
    ...(limited ? limits : {}),
  });
  const listener = listenOnServer(url);
  const database = overPool('postgres', pool, { listen: listener.listen, close: listener.close });
  try {
    const [row] = await database.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    );
    const version = row?.version ?? 0;
    if (version < 150_000) throw new Error(`it is Postgres ${Math.floor(version / 10_000)}, and 15 is the least`);
    return database;
  } catch (cause) {
    await database.close();
    // A pooler refuses settings that come with the connection; behind one the server's own limits hold.
    if (limited && (cause as { code?: string }).code === '08P01') return connectServer(settings, url, false);
    throw new DatabaseUnavailable(
      `Postgres at ${withoutPassword(url)} cannot be used: ${messageOf(cause)}. ` +
        'Check DATABASE_URL and that the server runs and lets this address in.',
      { cause },
    );
  }
}

function overPool(
  kind: Database['kind'],
  pool: pg.Pool,
  rest: { listen: Listen; close: () => Promise<void> },
): Database {
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  // So would one that breaks while a transaction holds it. The transaction hears of it by the query that fails.
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = drizzle(pool, { casing: 'snake_case' });
  return {
    kind,
    db,
    query: async (text, params) => (await pool.query(text, params as unknown[])).rows,
    transaction: (work) => db.transaction(work),
    listen: rest.listen,
    close: async () => {
      await pool.end();
      await rest.close();
    },
  };
}

/** An address to show: whatever it holds, never its password. */
export function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  shown.search = '';
  return shown.href;
}

const messageOf = (cause: unknown): string => {
  // A refused connection to a name with two addresses is an AggregateError with an empty message.
  if (cause instanceof AggregateError) return cause.errors.map(messageOf).join('; ');
  return cause instanceof Error ? cause.message : String(cause);
};
