import { type SQL, sql } from 'drizzle-orm';
import { isDatabaseAway } from '../db/is-away.ts';
import { rowsOf, type SqlDatabase } from '../db/sql-database.ts';
import { UnknownLearner } from '../db/with-learner.ts';
import type { NewRows, StoreNew, WithLearner } from './learner-store.ts';
import { putCall } from './put-call.ts';

/** Whoever has just sent what was known is likely to again: so many of their pushes are not tried. */
const PUSHES_LEFT_OUT = 3;
const MOST_REMEMBERED = 10_000;

/**
 * The rows of a push by a single statement, where all of them are new: a backlog's are, and while each statement waits for
 * this process to come to it, the learner's next push waits for all. Locked, looked and stored as one after another. [S1]
 * `committed` hears of every learner whose rows were written.
 */
export const storeNewOn = (
  database: SqlDatabase,
  committed: (learnerId: string, rows: number) => void = () => {},
): StoreNew => {
  const leftOut = new Map<string, number>();
  const leaveOut = (learnerId: string, pushes: number) => {
    leftOut.delete(learnerId);
    if (pushes > 0) leftOut.set(learnerId, pushes);
    const [oldest] = leftOut.keys();
    if (leftOut.size > MOST_REMEMBERED && oldest) leftOut.delete(oldest);
  };

  return async (learnerId, push) => {
    const out = leftOut.get(learnerId) ?? 0;
    if (out > 0) {
      leaveOut(learnerId, out - 1);
      return { kind: 'known' };
    }
    let begun: { outcome: string; epoch: string } | undefined;
    try {
      [begun] = await rowsOf(database, statement(learnerId, push));
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      // A row it refuses, or a lock: taken one after another, rows can be told apart and transactions tried again.
      return { kind: 'known' };
    }
    if (begun?.outcome === 'unknown') throw new UnknownLearner(`There is no learner ${learnerId} here.`);
    if (begun?.outcome === 'epoch') return { kind: 'epoch', epoch: begun.epoch };
    if (begun?.outcome !== 'new') {
      leaveOut(learnerId, PUSHES_LEFT_OUT);
      return { kind: 'known' };
    }
    committed(
      learnerId,
      push.rows.reduce((sum, { rows }) => sum + rows.length, 0),
    );
    return { kind: 'stored' };
  };
};

const statement = (learnerId: string, { epoch, replicaId, rev, named, rows }: NewRows): SQL => {
  const puts = rows.map(
    ({ collection, rows: some }) => sql`, case when begun.outcome = 'new' then ${putCall(collection, some, true)} end`,
  );
  return sql`with begun as materialized (
      select * from hornbook_begin_new(${learnerId}::uuid, ${epoch}, ${replicaId}, ${rev}::bigint,
        ${sql.param(named.map(({ collection }) => collection))}::text[], ${sql.param(named.map(({ key }) => key))}::text[])
    ) select begun.outcome, begun.epoch${sql.join(puts)} from begun`;
};

/** The same over any store, statement by statement. */
export const storeNewThrough =
  (withLearner: WithLearner): StoreNew =>
  (learnerId, { epoch, replicaId, rev, named, rows }) =>
    withLearner(learnerId, async (store) => {
      if (store.epoch !== epoch) return { kind: 'epoch', epoch: store.epoch };
      for (const name of new Set(named.map(({ collection }) => collection))) {
        const keys = named.filter(({ collection }) => collection === name).map(({ key }) => key);
        if ((await store.rows(name, keys)).size > 0) return { kind: 'known' };
      }
      const put = await store.savepoint(async () => {
        for (const { collection, rows: some } of rows) await store.putRows(collection, some);
      });
      if (!put.ok) return { kind: 'known' };
      await store.sawReplica(replicaId, rev);
      return { kind: 'stored' };
    });
