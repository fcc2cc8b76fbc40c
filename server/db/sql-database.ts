import type { SQL } from 'drizzle-orm';

/** What most of the service needs of a database or of a transaction: statements with parameters. */
export interface SqlRunner {
  execute(statement: SQL): PromiseLike<unknown>;
}

/** Any drizzle database of Postgres is one. */
export interface SqlDatabase extends SqlRunner {
  transaction<T>(work: (transaction: SqlRunner) => Promise<T>): Promise<T>;
}

/** The rows a statement gives. `T` is the caller's word: Postgres knows, TypeScript can't. */
export const rowsOf = async <T>(runner: SqlRunner, statement: SQL): Promise<T[]> =>
  ((await runner.execute(statement)) as { rows: T[] }).rows;
