import type { AnyRow, Collection, Fields, Row } from '../collections/define-collection.ts';
import type { Field, Stamped } from '../collections/fields.ts';
import { mergeRows } from './merge.ts';
import { BIRTH, emptyRow, fieldValue, isRecord, planOf, sameValue } from './row.ts';

type ValueIn<F> = F extends Field<infer T> ? T : never;
/** What a command may say of a row: values by field, entries without their stamps. The service's fields cannot be said. */
export type RowChanges<C extends Collection> = {
  [Name in keyof C['fields']]?: C['fields'][Name] extends Field<Record<string, Stamped<infer E>>>
    ? Record<string, Omit<E, 'hlc'>>
    : ValueIn<C['fields'][Name]>;
} & { deletedAt?: number | null };

/** A row at its birth. Fields that are not named stay neutral and unstamped, so that anyone's value wins over them. [T1] */
export const newRow = <N extends string, F extends Fields>(
  collection: Collection<N, F>,
  values: RowChanges<Collection<N, F>>,
  stamp: string,
): Row<Collection<N, F>> => {
  const row = emptyRow(collection);
  const said: AnyRow = { ...row, stamps: { [BIRTH]: stamp, deletedAt: stamp }, deletedAt: values.deletedAt ?? null };
  for (const { name } of planOf(collection).once) said[name] = (values as Record<string, unknown>)[name] ?? null;
  return change(collection, said, values, stamp) as Row<Collection<N, F>>;
};

/** The row with the changes said at `stamp`; the very same row when they change nothing. `once` fields keep their values. */
export const changeRow = <N extends string, F extends Fields>(
  collection: Collection<N, F>,
  row: Row<Collection<N, F>>,
  changes: RowChanges<Collection<N, F>>,
  stamp: string,
): Row<Collection<N, F>> => change(collection, row as AnyRow, changes, stamp) as Row<Collection<N, F>>;

/** `newRow` or `changeRow`, whichever it takes; a row that was deleted comes back to life. [T1] */
export const writeRow = <N extends string, F extends Fields>(
  collection: Collection<N, F>,
  row: Row<Collection<N, F>> | undefined,
  values: RowChanges<Collection<N, F>>,
  stamp: string,
): Row<Collection<N, F>> =>
  row ? changeRow(collection, row, { deletedAt: null, ...values }, stamp) : newRow(collection, values, stamp);

const change = (collection: Collection, row: AnyRow, changes: object, stamp: string): AnyRow => {
  const said: AnyRow = { ...emptyRow(collection), stamps: { ...row.stamps }, deletedAt: row.deletedAt };
  const values = changes as Record<string, unknown>;
  const plan = planOf(collection);
  // What is said becomes a row of its own, which is then merged: one way for values to come together, not two.
  for (const { name } of plan.once) said[name] = row[name];
  for (const planned of plan.single) {
    const { name, field } = planned;
    const mine = fieldValue(row, planned);
    said[name] = mine;
    const value = values[name];
    if (value === undefined) continue;
    if (field.rule === 'latest') {
      if (sameValue(value, mine) && row.stamps[name] !== undefined) continue;
      said.stamps[name] = stamp;
    }
    said[name] = field.rule === 'latestByKey' ? stampEntries(mine, value, stamp) : value;
  }
  if (values.deletedAt !== undefined && values.deletedAt !== row.deletedAt) {
    said.deletedAt = values.deletedAt as number | null;
    said.stamps.deletedAt = stamp;
  }
  return mergeRows(collection, row, said);
};

// An entry said again word for word is no new writing.
const stampEntries = (mine: unknown, entries: unknown, stamp: string): Record<string, unknown> => {
  const own = isRecord(mine) ? mine : {};
  const stamped: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(entries as Record<string, object>)) {
    const known = own[key] as { hlc?: string } | undefined;
    if (!known || !sameValue({ ...entry, hlc: known.hlc }, known)) stamped[key] = { ...entry, hlc: stamp };
  }
  return stamped;
};
