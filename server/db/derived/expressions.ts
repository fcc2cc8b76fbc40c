import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import type { MergeRule } from '@hornbook/shared/collections/fields.ts';
import { snakeCase } from '../snake-case.ts';

// Names and values below come from this repository's own declarations, but quoting is cheaper than proving that.
export const ident = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

export const tableName = (collection: Collection): string => snakeCase(collection.name);
export const columnName = (field: string): string => snakeCase(field);

/** The row's key as text, from a row variable: values of the key fields joined by '/'. */
export const keyExpression = (collection: Collection, row: string): string =>
  collection.key.map((name) => `${row}.${ident(columnName(name))}::text`).join(` || '/' || `);

/** Arguments a function call may have in Postgres; two a field. */
const MOST_PAIRS = 45;

/** The row in its canonical form: what devices hold, as JSON. */
export const rowExpression = (collection: Collection, row: string): string => {
  const pairs = [...Object.keys(collection.fields), 'stamps', 'deletedAt'].map(
    (name) => `${literal(name)}, ${row}.${ident(columnName(name))}`,
  );
  const objects: string[] = [];
  for (let i = 0; i < pairs.length; i += MOST_PAIRS) {
    objects.push(`jsonb_build_object(${pairs.slice(i, i + MOST_PAIRS).join(', ')})`);
  }
  return objects.join(' || ');
};

export const fieldsByRule = (collection: Collection, ...rules: MergeRule[]): string[] =>
  Object.entries(collection.fields)
    .filter(([, field]) => rules.includes(field.rule))
    .map(([name]) => name);
