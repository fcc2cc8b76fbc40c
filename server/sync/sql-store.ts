import type { AnyRow, Collection } from '@hornbook/shared/collections/define-collection.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { fieldValue, planOf } from '@hornbook/shared/sync/row.ts';
import { type SQL, sql } from 'drizzle-orm';
import { LEARNER_ROLE, SYSTEM_ROLE } from '../db/derived/access.ts';
import { columnName, fieldsByRule, ident, tableName } from '../db/derived/expressions.ts';
import { isDatabaseAway } from '../db/is-away.ts';
import { rowsOf, type SqlDatabase } from '../db/sql-database.ts';
import { inLearnerTransaction, type LearnerTransaction, takeRole } from '../db/with-learner.ts';
import type { LearnerStore, WithLearner } from './learner-store.ts';

const collectionNamed = (name: string): Collection => {
  const collection = (collections as Record<string, Collection>)[name];
  if (!collection) throw new Error(`There is no collection ${name}.`);
  return collection;
};

interface StoredColumn {
  /** Of the row. */
  name: string;
  column: string;
  /** As a parameter: an array, or for JSON a text with a line for each row, which needs no second escaping. */
  isJson: boolean;
  type: string;
}

const columnsOf = (collection: Collection): StoredColumn[] => {
  const types = Object.entries(collection.fields).map(([name, { type }]): [string, string] => [name, type.column]);
  return [...types, ['stamps', 'jsonb'] as const, ['deletedAt', 'bigint'] as const].map(([name, type]) => ({
    name,
    column: ident(columnName(name)),
    isJson: type === 'jsonb',
    type,
  }));
};

/**
 * One statement that stores any number of whole rows of a collection, a parameter a column: each value is read by its
 * own type, where one JSON text of all the rows would be taken apart into one great jsonb first. Rows with fields of the
 * service's own go into the feed by the same statement, as the text they have here: what the trigger would put together
 * again from the columns costs Postgres more than all the rest.
 */
const upsertOf = (collection: Collection) => {
  const columns = columnsOf(collection);
  const isGraded = fieldsByRule(collection, 'server').length > 0;
  const names = columns.map(({ column }) => column);
  const key = collection.key.map((name) => ident(columnName(name)));
  const changing = names.filter((column) => !key.includes(column));
  const insert = sql.raw(`insert into ${ident(tableName(collection))} (learner_id, ${names.join(', ')})
    select current_setting('app.learner_id')::uuid, r.* from unnest(`);
  const conflict = sql.raw(`) as r(${names.join(', ')}) on conflict (learner_id, ${key.join(', ')}) do update set
    ${changing.map((column) => `${column} = excluded.${column}`).join(', ')}`);
  return (rows: readonly { key: string; row: AnyRow }[]): SQL => {
    const whole = rows.map(({ row }) => wholeRow(collection, row));
    const lines = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join('\n');
    const given = columns.map(({ name, isJson, type }) => {
      const values = whole.map((row) => row[name]);
      // A line break inside a JSON text is always written as an escape, so it can stand between two.
      return isJson
        ? sql`string_to_array(${lines(values)}, E'\n', 'null')::jsonb[]`
        : sql`${sql.param(values)}::${sql.raw(type)}[]`;
    });
    const put = sql`${insert}${sql.join(given, sql.raw(', '))}${conflict}`;
    if (!isGraded) return put;
    const keys = sql.param(rows.map((one) => one.key));
    return sql`with put as (${put})
      select hornbook_feed_given(${collection.name}, ${keys}::text[], string_to_array(${lines(whole)}, E'\n'))`;
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
      const collection = collectionNamed(name);
      const upsert = upserts.get(name);
      if (!upsert) throw new Error(`There is no statement for ${name}.`);
      // Only the system's role may write grades; a collection without any is written with the learner's.
      await as(fieldsByRule(collection, 'server').length > 0 ? SYSTEM_ROLE : LEARNER_ROLE);
      await runner.execute(upsert(rows));
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
