import type { AnyRow, Collection } from '@hornbook/shared/collections/define-collection.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { fieldValue, planOf } from '@hornbook/shared/sync/row.ts';
import { type SQL, sql } from 'drizzle-orm';
import { LEARNER_ROLE, SYSTEM_ROLE } from '../db/derived/access.ts';
import { columnName, fieldsByRule, ident, tableName } from '../db/derived/expressions.ts';
import { rowsOf, type SqlDatabase } from '../db/sql-database.ts';
import { inLearnerTransaction, type LearnerTransaction, takeRole } from '../db/with-learner.ts';
import type { LearnerStore, WithLearner } from './learner-store.ts';

const collectionNamed = (name: string): Collection => {
  const collection = (collections as Record<string, Collection>)[name];
  if (!collection) throw new Error(`There is no collection ${name}.`);
  return collection;
};

/** One statement that stores any number of whole rows of a collection, given as one JSON parameter. */
const upsertOf = (collection: Collection): { head: SQL; tail: SQL } => {
  const types = {
    ...Object.fromEntries(Object.entries(collection.fields).map(([name, { type }]) => [name, type.column])),
    stamps: 'jsonb',
    deletedAt: 'bigint',
  };
  const names = Object.keys(types);
  const columns = names.map((name) => ident(columnName(name)));
  const changing = names.filter((name) => !collection.key.includes(name)).map((name) => ident(columnName(name)));
  const key = collection.key.map((name) => ident(columnName(name)));
  return {
    head: sql.raw(`insert into ${ident(tableName(collection))} (learner_id, ${columns.join(', ')})
      select current_setting('app.learner_id')::uuid, ${names.map((name) => `r.${ident(name)}`).join(', ')}
      from jsonb_to_recordset(`),
    tail: sql.raw(`::jsonb) as r(${Object.entries(types)
      .map(([name, type]) => `${ident(name)} ${type}`)
      .join(', ')})
      on conflict (learner_id, ${key.join(', ')}) do update set
      ${changing.map((column) => `${column} = excluded.${column}`).join(', ')}`),
  };
};

const upserts = new Map<string, ReturnType<typeof upsertOf>>(
  Object.values(collections).map((collection) => [collection.name, upsertOf(collection)]),
);

// Every column by name, so that what a row leaves unsaid is stored as what it means.
const wholeRow = (collection: Collection, row: AnyRow): AnyRow => {
  const whole: AnyRow = { stamps: row.stamps, deletedAt: row.deletedAt ?? null };
  for (const planned of planOf(collection).fields) whole[planned.name] = fieldValue(row, planned);
  return whole;
};

/** A learner's rows in SQL, inside the transaction that holds the learner's clock. */
export const sqlStore = (transaction: LearnerTransaction, wrote: (rows: number) => void = () => {}): LearnerStore => {
  const { runner, learnerId, epoch, version } = transaction;
  let role = LEARNER_ROLE;
  let savepoints = 0;

  const as = async (wanted: string) => {
    if (role === wanted) return;
    await takeRole(runner, wanted);
    role = wanted;
  };

  return {
    learnerId,
    epoch,
    version,

    rows: async (collection, keys) => {
      if (keys.length === 0) return new Map();
      // The feed holds every row whole, with its version, under its key: one index look-up a row, whatever the table.
      const found = await rowsOf<{ key: string; row: AnyRow; version: string }>(
        runner,
        sql`select key, row, version from changes
          where learner_id = ${learnerId} and collection = ${collection} and key = any(${sql.param(keys)}::text[])`,
      );
      return new Map(found.map((one) => [one.key, { ...one, version: Number(one.version) }]));
    },

    putRows: async (name, rows) => {
      if (rows.length === 0) return;
      const collection = collectionNamed(name);
      const upsert = upserts.get(name);
      if (!upsert) throw new Error(`There is no statement for ${name}.`);
      // Only the system's role may write grades; a collection without any is written with the learner's.
      await as(fieldsByRule(collection, 'server').length > 0 ? SYSTEM_ROLE : LEARNER_ROLE);
      const json = JSON.stringify(rows.map(({ row }) => wholeRow(collection, row)));
      await runner.execute(sql`${upsert.head}${json}${upsert.tail}`);
      wrote(rows.length);
    },

    savepoint: async (work) => {
      savepoints += 1;
      const name = sql.raw(`row_${savepoints}`);
      await runner.execute(sql`savepoint ${name}`);
      const before = role;
      try {
        const value = await work();
        await runner.execute(sql`release savepoint ${name}`);
        return { ok: true, value };
      } catch (error) {
        await runner.execute(sql`rollback to savepoint ${name}`);
        // The role taken under the savepoint went with it.
        role = before;
        return { ok: false, error };
      }
    },

    sawReplica: async (replicaId, rev) => {
      await runner.execute(sql`
        insert into replicas (learner_id, replica_id, max_rev) values (${learnerId}, ${replicaId}, ${rev})
        on conflict (learner_id, replica_id) do update set max_rev = excluded.max_rev
        where replicas.max_rev < excluded.max_rev`);
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
