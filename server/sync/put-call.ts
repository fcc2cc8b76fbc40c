import type { AnyRow, Collection } from '@hornbook/shared/collections/define-collection.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { fieldValue, type PlannedField, planOf } from '@hornbook/shared/sync/row.ts';
import { type SQL, sql } from 'drizzle-orm';
import { isGraded, putFunction, type StoredColumn, storedColumns } from '../db/derived/put-rows.ts';

interface Plan {
  call: SQL;
  graded: boolean;
  columns: (StoredColumn & { planned: PlannedField | undefined; label: string })[];
}

const planPut = (collection: Collection): Plan => ({
  call: sql.raw(`${putFunction(collection)}(`),
  graded: isGraded(collection),
  columns: storedColumns(collection).map((column, index) => ({
    ...column,
    planned: planOf(collection).byName.get(column.name),
    label: `${index === 0 ? '{' : ','}${JSON.stringify(column.name)}:`,
  })),
});

const plans = new Map<string, Plan>(
  Object.values(collections).map((collection): [string, Plan] => [collection.name, planPut(collection)]),
);

const jsonOf = (value: unknown): string =>
  typeof value === 'number' || value === null ? String(value) : JSON.stringify(value);

/**
 * The call that stores whole rows of a collection, see putFunctions. Every column by name, so that what a row leaves
 * unsaid is stored as what it means; a graded row as its own text as well, put together from the texts of its columns.
 */
export const putCall = (collection: string, rows: readonly { key: string; row: AnyRow }[], allNew: boolean): SQL => {
  const plan = plans.get(collection);
  if (!plan) throw new Error(`There is no collection ${collection}.`);
  const { call, graded, columns } = plan;
  const given = columns.map((): unknown[] => []);
  const lines: string[] = [];
  for (const { row } of rows) {
    let line = '';
    for (const [index, { name, planned, isJson, label }] of columns.entries()) {
      const value = planned ? fieldValue(row, planned) : (row[name] ?? null);
      const text = isJson || graded ? jsonOf(value) : '';
      given[index]?.push(isJson ? text : value);
      if (graded) line += label + text;
    }
    if (graded) lines.push(`${line}}`);
  }
  // A line break inside a JSON text is always written as an escape, so it can stand between two.
  const columnValues = given.map((values, index) => (columns[index]?.isJson ? values.join('\n') : values));
  const keys = graded ? rows.map(({ key }) => key) : [];
  const all = [...columnValues, keys, lines.join('\n'), allNew].map((value) => sql`${sql.param(value)}`);
  return sql`${call}${sql.join(all, sql.raw(', '))})`;
};
