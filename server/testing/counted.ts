import type { SQL } from 'drizzle-orm';
import type { SqlDatabase, SqlRunner } from '../db/sql-database.ts';

/** The same database, noting every statement: how many a question takes, and which. */
export const counted = (database: SqlDatabase) => {
  const statements: SQL[] = [];
  const noting = (runner: SqlRunner): SqlRunner => ({
    execute: (statement) => {
      statements.push(statement);
      return runner.execute(statement);
    },
  });
  const counting: SqlDatabase = {
    ...noting(database),
    transaction: (work) => database.transaction((runner) => work(noting(runner))),
  };
  return { database: counting, statements };
};
