import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Database } from '../db/connect.ts';
import type { SqlDatabase, SqlRunner } from '../db/sql-database.ts';

/** Switches row-level security of every table that has it. */
export async function setRowSecurity(database: Pick<Database, 'query'>, to: 'enable' | 'disable'): Promise<void> {
  await database.query(`do $$ declare t regclass; begin
    for t in select polrelid from pg_policy loop
      execute format('alter table %s ${to} row level security', t);
    end loop;
  end $$`);
}

export interface WithoutFilters {
  database: Pick<Database, 'db' | 'kind'> & Database;
  /** How many filters were taken out of statements. */
  taken(): number;
}

/**
 * A database whose statements have lost every "learner_id = …" on their way to it, as if the service had forgotten them.
 * The lock of a learner's clock stays: it is taken by the service itself, before it becomes the learner.
 */
export function withoutFilters(database: Database): WithoutFilters {
  const dialect = new PgDialect();
  let taken = 0;
  const forget = (statement: SQL): SQL => {
    const { sql: text, params } = dialect.sqlToQuery(statement);
    if (/for update/.test(text)) return statement;
    const open = text.replace(/\b(?:\w+\.)?learner_id = (\$\d+)/g, (_, parameter: string) => {
      taken += 1;
      return `(${parameter}::text is not null)`;
    });
    if (open === text) return statement;
    const parts = open.split(/\$(\d+)/);
    return sql.join(
      parts.map((part, index) => (index % 2 === 0 ? sql.raw(part) : sql`${sql.param(params[Number(part) - 1])}`)),
    );
  };
  const forgetful = (runner: SqlRunner): SqlRunner => ({ execute: (statement) => runner.execute(forget(statement)) });
  const db: SqlDatabase = {
    ...forgetful(database.db),
    transaction: (work) => database.db.transaction((tx) => work(forgetful(tx))),
  };
  return { database: { ...database, db: db as Database['db'] }, taken: () => taken };
}
