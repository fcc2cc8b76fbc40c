import { sql } from 'drizzle-orm';
import { LEARNER_ROLE } from './derived/access.ts';
import { rowsOf, type SqlDatabase, type SqlRunner } from './sql-database.ts';
import { sqlStateOf } from './sql-state.ts';

/** Nobody has claimed this learner here, or it was erased. */
export class UnknownLearner extends Error {
  override name = 'UnknownLearner';
}

/** One learner's transaction, the clock locked and nobody else's rows in sight. */
export interface LearnerTransaction {
  readonly runner: SqlRunner;
  readonly learnerId: string;
  readonly epoch: string;
  /** The clock when it was locked. */
  readonly version: number;
}

const TRIES = 5;
// Two writers that took locks in different orders, or a snapshot that could not be kept: the same work may well succeed.
const RETRIED = new Set(['40P01', '40001']);

/**
 * The only door to a learner's rows. [S1] Locks the learner's clock before anything else, so that versions become
 * visible in order; then puts off the owner's rights for a role that row-level security holds to this learner.
 */
export async function inLearnerTransaction<T>(
  database: SqlDatabase,
  learnerId: string,
  work: (transaction: LearnerTransaction) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.transaction(async (runner) => {
        const [clock] = await rowsOf<{ version: string; epoch: string }>(
          runner,
          sql`select version, hornbook_epoch() || epoch as epoch from learner_clocks
            where learner_id = ${learnerId} for update`,
        );
        if (!clock) throw new UnknownLearner(`There is no learner ${learnerId} here.`);
        await become(runner, learnerId);
        return work({ runner, learnerId, epoch: clock.epoch, version: Number(clock.version) });
      });
    } catch (error) {
      if (tries === TRIES || !RETRIED.has(sqlStateOf(error))) throw error;
    }
  }
}

/** Works as this learner without the lock that writing rows takes: a reader never waits for a writer. */
export const readAsLearner = <T>(
  database: SqlDatabase,
  learnerId: string,
  work: (runner: SqlRunner) => Promise<T>,
): Promise<T> =>
  database.transaction(async (runner) => {
    await become(runner, learnerId);
    return work(runner);
  });

// All three end with the transaction (the third argument). `app.merged` tells the guard that rows come merged.
const become = (runner: SqlRunner, learnerId: string): PromiseLike<unknown> =>
  runner.execute(sql`select set_config('app.learner_id', ${learnerId}, true), set_config('app.merged', 'on', true),
    set_config('role', ${LEARNER_ROLE}, true)`);

/** Changes the role inside a learner's transaction; the learner stays the same. */
export const takeRole = (runner: SqlRunner, role: string): PromiseLike<unknown> =>
  runner.execute(sql`select set_config('role', ${role}, true)`);
