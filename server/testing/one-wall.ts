import { readdirSync } from 'node:fs';
import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { afterAll } from 'vitest';
import type { Database } from '../db/connect.ts';
import { LEARNER_ROLE } from '../db/derived/access.ts';
import type { SqlRunner } from '../db/sql-database.ts';

/** Switches row-level security of every table that has it. */
export async function setRowSecurity(database: Pick<Database, 'query'>, to: 'enable' | 'disable'): Promise<void> {
  await database.query(`do $$ declare t regclass; begin
    for t in select polrelid from pg_policy loop
      execute format('alter table %s ${to} row level security', t);
    end loop;
  end $$`);
}

/** What stands between two learners: their own filters in the service's statements, and Postgres's row-level security. */
export const WALLS = ['both walls', 'the service’s own filters alone', 'row-level security alone'] as const;
export type Wall = (typeof WALLS)[number];

let standing: Wall = 'both walls';
/** From here on, all databases that `describeOnBoth` opens for this file have this wall alone. */
export const standBehind = (wall: Wall): void => {
  standing = wall;
  // The next file of this process is another matter.
  afterAll(() => {
    standing = 'both walls';
  });
};
export const standingWall = (): Wall => standing;

/** Whether something is to be tried very often: in deep runs, and not once more behind each wall alone. */
export const triesVeryOften = (): boolean => process.env.HORNBOOK_DEEP === '1' && standing === 'both walls';

// They are what runs the others, or takes the walls away itself.
const OWN_WALLS = ['behind-filters.pg.test.ts', 'behind-row-security.pg.test.ts', 'two-learners.pg.test.ts'];
// Routes through which a learner's rows are read or written. What is about content, guesses or letters is run again in deep runs.
const OF_ROWS = ['push', 'sync', 'digest', 'queries', 'blobs'];

/**
 * The files of a folder's tests that are to run again behind one wall alone: each under a name of its own for that, as
 * one that has been loaded already would not declare its tests again.
 */
export const aboutWalls = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.pg.test.ts') && !OWN_WALLS.includes(file))
    .filter((file) => process.env.HORNBOOK_DEEP === '1' || OF_ROWS.includes(file.replace('.pg.test.ts', '')))
    .map((file) => `${file}?behind=${WALLS.indexOf(standing)}`);

export interface WithoutFilters {
  database: Database;
  /** How many filters were taken out of statements. */
  taken(): number;
}

/**
 * A database whose statements have lost every "learner_id = …" on their way to it, as if the service had forgotten them.
 * Those stay by which the service finds out, under its own rights, who is asking: it takes them before it becomes the
 * learner, and there is no other wall around them.
 */
export function withoutFilters(database: Database): WithoutFilters {
  const dialect = new PgDialect();
  let taken = 0;
  const forget = (statement: SQL): SQL => {
    const { sql: text, params } = dialect.sqlToQuery(statement);
    const open = text
      .replace(/\b(?:\w+\.)?learner_id = (\$\d+)/g, (_, parameter: string) => {
        taken += 1;
        return `(${parameter}::text is not null)`;
      })
      .replace(/\b(?:\w+\.)?learner_id = current_setting\('app\.learner_id'\)::uuid/g, () => {
        taken += 1;
        return 'true';
      });
    if (open === text) return statement;
    const parts = open.split(/\$(\d+)/);
    return sql.join(
      parts.map((part, index) => (index % 2 === 0 ? sql.raw(part) : sql`${sql.param(params[Number(part) - 1])}`)),
    );
  };
  const becomesLearner = (statement: SQL) => {
    const { sql: text, params } = dialect.sqlToQuery(statement);
    return text.includes(`set_config('role'`) && params.includes(LEARNER_ROLE);
  };
  const forgetful = (runner: SqlRunner): SqlRunner => {
    let isLearner = false;
    return {
      execute: (statement) => {
        const given = isLearner ? forget(statement) : statement;
        isLearner ||= becomesLearner(statement);
        return runner.execute(given);
      },
    };
  };
  const transaction = <T>(work: (tx: SqlRunner) => Promise<T>): Promise<T> =>
    database.db.transaction((tx) => work(forgetful(tx)));
  // Whatever else the rest of the service asks of it, it has.
  const db = new Proxy(database.db, {
    get: (target, name) => (name === 'transaction' ? transaction : Reflect.get(target, name, target)),
  });
  return { database: { ...database, db }, taken: () => taken };
}
