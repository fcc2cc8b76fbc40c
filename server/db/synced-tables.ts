import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import type { Field } from '@hornbook/shared/collections/fields.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import type { BuildColumns } from 'drizzle-orm';
import type { $Type, HasDefault, NotNull } from 'drizzle-orm/column-builder';
import {
  bigint,
  boolean,
  integer,
  jsonb,
  type PgBigInt53BuilderInitial,
  type PgColumnBuilderBase,
  type PgJsonbBuilderInitial,
  type PgTableWithColumns,
  type PgTimestampBuilderInitial,
  type PgUUIDBuilderInitial,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { snakeCase } from './snake-case.ts';

const columnOf = (name: string, { type }: Field): PgColumnBuilderBase => {
  const column = {
    uuid: () => uuid(name),
    text: () => text(name),
    boolean: () => boolean(name),
    integer: () => integer(name),
    bigint: () => bigint(name, { mode: 'number' }),
    jsonb: () => jsonb(name),
  }[type.column]();
  return type.nullable ? column : column.notNull();
};

/** What every synced table has beside its collection's fields. createdAt and updatedAt are the server's and never travel. */
const syncColumns = () => ({
  learnerId: uuid('learner_id').notNull(),
  stamps: jsonb('stamps').$type<Record<string, string>>().notNull(),
  deletedAt: bigint('deleted_at', { mode: 'number' }),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
});

// Which builder a field gets is known only when running; for types, any builder that carries the field's value will do.
type FieldBuilder<T> = null extends T
  ? $Type<PgJsonbBuilderInitial<''>, NonNullable<T>>
  : NotNull<$Type<PgJsonbBuilderInitial<''>, T>>;
type SyncBuilders = {
  learnerId: NotNull<PgUUIDBuilderInitial<''>>;
  stamps: NotNull<$Type<PgJsonbBuilderInitial<''>, Record<string, string>>>;
  deletedAt: PgBigInt53BuilderInitial<''>;
  createdAt: HasDefault<NotNull<PgTimestampBuilderInitial<''>>>;
  updatedAt: HasDefault<NotNull<PgTimestampBuilderInitial<''>>>;
};
type Builders<C extends Collection> = {
  [Name in keyof C['fields']]: C['fields'][Name] extends Field<infer T> ? FieldBuilder<T> : never;
} & SyncBuilders;

export type SyncedTable<C extends Collection> = PgTableWithColumns<{
  name: string;
  schema: undefined;
  columns: BuildColumns<string, Builders<C>, 'pg'>;
  dialect: 'pg';
}>;

/** The table a collection is kept in: its fields, the owner in front of the key, and what synchronising needs. */
export const tableOf = <C extends Collection>(collection: C): SyncedTable<C> => {
  const fields = Object.entries(collection.fields).map(([name, field]) => [name, columnOf(snakeCase(name), field)]);
  const table = pgTable(
    snakeCase(collection.name),
    { ...(Object.fromEntries(fields) as Record<string, PgColumnBuilderBase>), ...syncColumns() },
    (columns) => {
      const key = collection.key.map((name) => columns[name as keyof typeof columns]);
      return [primaryKey({ columns: [columns.learnerId, ...key] })];
    },
  );
  return table as unknown as SyncedTable<C>;
};

type SyncedTables = { [Name in keyof typeof collections]: SyncedTable<(typeof collections)[Name]> };

/** The table of every synced collection, by the collection's name. */
export const syncedTables = Object.fromEntries(
  Object.values(collections).map((collection) => [collection.name, tableOf(collection)]),
) as unknown as SyncedTables;
