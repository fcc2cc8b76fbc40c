import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Transaction } from '../db/connect.ts';
import { snakeCase } from '../db/snake-case.ts';

/** Instants that say since when: the first one stays. */
const SINCE = ['publishedAt', 'retiredAt'];
const ROWS_A_STATEMENT = 400;

/**
 * Inserts rows or brings them up to date, and leaves a row that already says the same alone, updated_at included.
 * Columns that `rows` don't name keep their values.
 */
export const upsert = async <T extends PgTable>(
  tx: Transaction,
  table: T,
  rows: readonly T['$inferInsert'][],
  keys: readonly (keyof T['$inferInsert'] & string)[],
): Promise<void> => {
  const [first] = rows;
  if (!first) return;
  const columns = getTableColumns(table) as Record<string, PgColumn>;
  const names = Object.keys(first).filter((name) => !(keys as readonly string[]).includes(name));
  const stored = (name: string) => sql`${table}.${sql.identifier(snakeCase(name))}`;
  const given = (name: string) => sql`excluded.${sql.identifier(snakeCase(name))}`;

  const value = (name: string): SQL => {
    if (!SINCE.includes(name)) return given(name);
    const since = sql`coalesce(${stored(name)}, ${given(name)})`;
    // What was published once was published; what is no longer retired is not.
    return name === 'publishedAt' ? since : sql`case when ${given(name)} is null then null else ${since} end`;
  };
  const set = Object.fromEntries(names.map((name) => [name, value(name)]));
  const differs = names.map((name) => sql`${stored(name)} is distinct from ${value(name)}`);
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    await tx
      .insert(table)
      .values(rows.slice(from, from + ROWS_A_STATEMENT) as T['$inferInsert'][])
      .onConflictDoUpdate({
        target: keys.map((name) => columns[name] as PgColumn),
        set: set as never,
        setWhere: sql.join(differs, sql` or `),
      });
  }
};
