import { createHash } from 'node:crypto';
import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { columnName, ident, literal, tableName } from './expressions.ts';

interface Constraint {
  table: string;
  definition: string;
  /** Only when this table exists. */
  needs?: string;
}

const constraintsOf = (collection: Collection): Constraint[] => {
  const table = tableName(collection);
  const columns = Object.entries(collection.fields);
  return [
    // Erasing a learner removes all that is theirs.
    { table, definition: 'foreign key (learner_id) references learners (id) on delete cascade' },
    ...Object.entries(collection.references).flatMap(([field, content]): Constraint[] =>
      content === undefined
        ? []
        : [
            {
              table,
              definition: `foreign key (${ident(columnName(field))}) references ${ident(content)} (id) on delete restrict`,
              needs: content,
            },
          ],
    ),
    ...columns.flatMap(([name, { type }]): Constraint[] =>
      type.values
        ? [{ table, definition: `check (${ident(columnName(name))} in (${type.values.map(literal).join(', ')}))` }]
        : [],
    ),
  ];
};

// Named by their text: an unchanged constraint is left alone, and need not be checked against every row again.
const nameOf = ({ table, definition }: Constraint): string =>
  `hornbook_${createHash('sha256').update(`${table} ${definition}`).digest('hex').slice(0, 16)}`;

/** Foreign keys to learners and content (never between synced rows), values of enums, and an index for every reference. */
export const references = (collections: readonly Collection[]): string[] => {
  const constraints = collections.flatMap(constraintsOf);
  const names = constraints.map((constraint) => literal(nameOf(constraint))).join(', ');
  return [
    `do $$ declare c record; begin
      for c in select conname, conrelid::regclass as t from pg_constraint
        where conname ~ '^hornbook_[0-9a-f]{16}$' and conname not in (${names})
      loop
        execute format('alter table %s drop constraint %I', c.t, c.conname);
      end loop;
    end $$`,
    ...constraints.map((constraint) => {
      const name = nameOf(constraint);
      return `do $$ begin
        if not exists (select from pg_constraint where conname = '${name}')
          ${constraint.needs ? `and to_regclass('public.${constraint.needs}') is not null` : ''} then
          alter table ${ident(constraint.table)} add constraint ${name} ${constraint.definition};
        end if;
      end $$`;
    }),
    ...collections.flatMap((collection) =>
      Object.keys(collection.references).flatMap((field) => {
        const [table, column] = [tableName(collection), columnName(field)];
        return [
          // With the learner behind it, it also finds what one learner has of a course.
          `create index if not exists ${ident(`${table}_${column}_learner`)} on ${ident(table)} (${ident(column)}, learner_id)`,
          `drop index if exists ${ident(`${table}_${column}_index`)}`,
        ];
      }),
    ),
  ];
};
