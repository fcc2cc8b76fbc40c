import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { sql } from 'drizzle-orm';
import { isDatabaseAway } from '../db/is-away.ts';
import { rowsOf, type SqlDatabase } from '../db/sql-database.ts';
import { inLearnerTransaction, type LearnerTransaction } from '../db/with-learner.ts';
import type { LearnerStore, WithLearner } from './learner-store.ts';
import { putCall } from './put-call.ts';

/** A learner's rows in SQL, inside the transaction that holds the learner's clock. */
export const sqlStore = (transaction: LearnerTransaction, wrote: (rows: number) => void = () => {}): LearnerStore => {
  const { runner, learnerId, epoch, version } = transaction;
  let savepoints = 0;

  return {
    learnerId,
    epoch,
    version,

    rows: async (collection, keys) => {
      if (keys.length === 0) return new Map();
      // The feed holds every row whole, with its version, under its key: one index look-up a row, whatever the table
      // and whatever is known of it: planned here, a push could read all a learner has.
      const found = await rowsOf<{ key: string; row: AnyRow; version: string }>(
        runner,
        sql`select key, row, version from hornbook_known(${collection}, ${sql.param(keys)}::text[])`,
      );
      return new Map(found.map((one) => [one.key, { ...one, version: Number(one.version) }]));
    },

    putRows: async (name, rows) => {
      if (rows.length === 0) return;
      await runner.execute(sql`select ${putCall(name, rows, false)}`);
      wrote(rows.length);
    },

    savepoint: async (work) => {
      savepoints += 1;
      const name = sql.raw(`row_${savepoints}`);
      await runner.execute(sql`savepoint ${name}`);
      try {
        const value = await work();
        await runner.execute(sql`release savepoint ${name}`);
        return { ok: true, value };
      } catch (error) {
        await runner.execute(sql`rollback to savepoint ${name}`);
        // Not the row's fault: tried alone, each of them would fail in the same way.
        if (isDatabaseAway(error)) throw error;
        return { ok: false, error };
      }
    },

    sawReplica: async (replicaId, rev) => {
      await runner.execute(sql`
        insert into replicas (learner_id, replica_id, max_rev) values (${learnerId}, ${replicaId}, ${rev})
        on conflict (learner_id, replica_id) do update set max_rev = excluded.max_rev
        where replicas.max_rev < excluded.max_rev`);
    },

    revOf: async (replicaId) => {
      const [known] = await rowsOf<{ max_rev: string }>(
        runner,
        sql`select max_rev from replicas where learner_id = ${learnerId} and replica_id = ${replicaId}`,
      );
      return Number(known?.max_rev ?? 0);
    },
  };
};

/** The door as push knows it. `committed` hears of every learner whose rows were written. */
export const withLearnerOn =
  (database: SqlDatabase, committed: (learnerId: string, rows: number) => void = () => {}): WithLearner =>
  async (learnerId, work) => {
    let wrote = 0;
    const result = await inLearnerTransaction(database, learnerId, (transaction) => {
      wrote = 0;
      return work(
        sqlStore(transaction, (rows) => {
          wrote += rows;
        }),
      );
    });
    if (wrote > 0) committed(learnerId, wrote);
    return result;
  };
