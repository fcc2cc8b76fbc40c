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

const planPut = (collection: Collection): Plan => {
  const columns = storedColumns(collection);
  const first = columns.find(({ isJson }) => !isJson)?.name;
  return {
    call: sql.raw(`${putFunction(collection)}(`),
    graded: isGraded(collection),
    columns: columns.map((column) => ({
      ...column,
      planned: planOf(collection).byName.get(column.name),
      label: `${column.name === first ? '{' : ','}${JSON.stringify(column.name)}:`,
    })),
  };
};

const plans = new Map<string, Plan>(
  Object.values(collections).map((collection): [string, Plan] => [collection.name, planPut(collection)]),
);

const jsonOf = (value: unknown): string =>
  typeof value === 'number' || value === null ? String(value) : JSON.stringify(value);

/**
 * The call that stores whole rows of a collection, see putFunctions. Every column by name, so that what a row leaves
 * unsaid is stored as what it means; of a graded row also the beginning of its text, with all columns that are no JSON.
 */
export const putCall = (collection: string, rows: readonly { key: string; row: AnyRow }[], allNew: boolean): SQL => {
  const plan = plans.get(collection);
  if (!plan) throw new Error(`There is no collection ${collection}.`);
  const { call, graded, columns } = plan;
  const heads = graded ? new Array<string>(rows.length).fill('') : [];
  const given = columns.map(({ name, planned, isJson, label }) => {
    const values = rows.map(({ row }) => (planned ? fieldValue(row, planned) : (row[name] ?? null)));
    // A line break inside a JSON text is always written as an escape, so it can stand between two.
    if (isJson) return values.map(jsonOf).join('\n');
    for (let index = 0; index < heads.length; index += 1) heads[index] += label + jsonOf(values[index]);
    return values;
  });
  const keys = graded ? rows.map(({ key }) => key) : [];
  const all = [...given, keys, heads.join('\n'), allNew].map((value) => sql`${sql.param(value)}`);
  return sql`${call}${sql.join(all, sql.raw(', '))})`;
};
