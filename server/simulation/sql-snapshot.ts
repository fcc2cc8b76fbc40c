import { collections } from '@hornbook/shared/collections/index.ts';
import { sql } from 'drizzle-orm';
import { ident, tableName } from '../db/derived/expressions.ts';
import { rowsOf, type SqlDatabase } from '../db/sql-database.ts';

/** Some learners' rows as they lie in their tables. The rest of the database is other histories'. */
export interface SqlSnapshot {
  /** JSON of all rows of a table. */
  tables: ReadonlyMap<string, string>;
}

const TABLES = [...Object.values(collections).map(tableName), 'changes', 'replicas', 'learner_clocks'];
const ofThese = (ids: readonly string[]) => sql`learner_id = any(${sql.param(ids)}::uuid[])`;

export const takeSnapshot = async (database: SqlDatabase, ids: readonly string[]): Promise<SqlSnapshot> => {
  const parts = TABLES.map(
    (table) =>
      sql`(select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text from ${sql.raw(ident(table))} t where ${ofThese(ids)})
        as ${sql.raw(ident(table))}`,
  );
  const [found = {}] = await rowsOf<Record<string, string>>(database, sql`select ${sql.join(parts, sql`, `)}`);
  return { tables: new Map(Object.entries(found)) };
};

/** Puts the learners' rows back as they were, or none of them, with nothing of triggers, and names the history anew. */
export const putSnapshot = (
  database: SqlDatabase,
  ids: readonly string[],
  snapshot: SqlSnapshot | null,
  epoch: string,
): Promise<void> =>
  database.transaction(async (runner) => {
    await runner.execute(sql`set local session_replication_role = replica`);
    for (const table of TABLES) {
      const name = sql.raw(ident(table));
      if (table === 'learner_clocks' && !snapshot) {
        await runner.execute(sql`update learner_clocks set version = 0 where ${ofThese(ids)}`);
        continue;
      }
      await runner.execute(sql`delete from ${name} where ${ofThese(ids)}`);
      const rows = snapshot?.tables.get(table);
      if (rows)
        await runner.execute(
          sql`insert into ${name} select * from jsonb_populate_recordset(null::${name}, ${rows}::jsonb)`,
        );
    }
    await runner.execute(sql`update learner_clocks set epoch = ${`.${epoch}`} where ${ofThese(ids)}`);
  });
