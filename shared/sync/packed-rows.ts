import type { PushedRow } from './protocol.ts';
import { canonicalValue, isRecord, sameValue } from './row.ts';

/**
 * How many values travel as one column: rows of a collection look alike, and turned on their side (all ids, then all
 * times …) they take gzip half the bytes. Each way of writing a column says what it is:
 *
 *   all: they are all this one · each: one after another · steps: whole numbers, each by its difference from the one before
 *   runs: each so many times as the number beside it says · of: they are objects of these names, a column a name, or
 *   the name of a column before it that is just the same · names, values: objects of differing names
 */
export type Column =
  | { all: unknown }
  | { each: unknown[] }
  | { steps: number[] }
  | { runs: unknown[]; times: Column }
  | { of: Record<string, Column | string> }
  | { names: string[][]; values: Column };

/** Rows of a push that follow each other and are of one collection. */
export interface PackedRows {
  collection: string;
  count: number;
  /** Null: each is the values of `keyFields` joined by '/'. */
  keys: string[] | null;
  keyFields: string[];
  revs: Column;
  rows: Column;
}

/** Packed rows that are none, or that would unfold to too much. */
export class BadPackingError extends Error {
  override name = 'BadPackingError';
  readonly isTooMuch: boolean;
  constructor(message: string, isTooMuch = false) {
    super(message);
    this.isTooMuch = isTooMuch;
  }
}

type KeyFields = (collection: string) => readonly string[];

export const packRows = (rows: readonly PushedRow[], keyFieldsOf: KeyFields): PackedRows[] => {
  const packed: PackedRows[] = [];
  for (let from = 0, to = 0; from < rows.length; from = to) {
    const collection = rows[from]?.collection ?? '';
    while (rows[to]?.collection === collection) to += 1;
    const some = rows.slice(from, to);
    const keyFields = [...keyFieldsOf(collection)];
    const derived = keyFields.length > 0 && some.every(({ key, row }) => key === keyFrom(keyFields, row));
    packed.push({
      collection,
      count: some.length,
      keys: derived ? null : some.map(({ key }) => key),
      keyFields: derived ? keyFields : [],
      revs: packColumn(some.map(({ rev }) => rev)),
      rows: packColumn(some.map(({ row }) => row)),
    });
  }
  return packed;
};

/** The rows again. Throws a BadPackingError rather than build more than `limit.characters` of JSON or `limit.rows` rows. */
export const unpackRows = (packed: unknown, limit: { rows: number; characters: number }): unknown[] => {
  if (!Array.isArray(packed)) throw new BadPackingError('The packed rows are not a list.');
  const room = { characters: limit.characters };
  const rows: unknown[] = [];
  for (const part of packed) {
    if (!isRecord(part) || !Number.isSafeInteger(part.count) || !isTexts(part.keyFields))
      throw new BadPackingError('A part of the packed rows is not one.');
    const count = part.count as number;
    if (count < 0 || rows.length + count > limit.rows) throw new BadPackingError('Too many packed rows.', true);
    const { collection, keys, keyFields } = part;
    if (keys !== null && !(Array.isArray(keys) && keys.length === count))
      throw new BadPackingError('A key is missing.');
    const revs = unpackColumn(part.revs, count, room);
    for (const [index, row] of unpackColumn(part.rows, count, room).entries()) {
      const key = keys === null ? keyFrom(keyFields, isRecord(row) ? row : {}) : keys[index];
      rows.push({ collection, key, rev: revs[index], row });
    }
  }
  return rows;
};

const keyFrom = (fields: readonly string[], row: Readonly<Record<string, unknown>>): string =>
  fields.map((name) => partOfKey(row[name])).join('/');

// An object can say itself how it becomes text, or that it does not.
const partOfKey = (value: unknown): string => {
  if (typeof value === 'object' && value !== null) throw new BadPackingError('A key cannot be made of this row.');
  return String(value);
};

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const packColumn = (values: readonly unknown[]): Column => {
  if (values.length === 0) return { each: [] };
  const [first] = values;
  if (values.every((value) => sameValue(value, first))) return { all: first };
  if (values.every((value) => Number.isSafeInteger(value))) return packNumbers(values as number[]);
  if (!values.every(isRecord)) return packRuns(values);
  const names = Object.keys(first as object);
  const alike = values.every(
    (value) => Object.keys(value).length === names.length && names.every((name) => Object.hasOwn(value, name)),
  );
  if (!alike) {
    const flat = values.flatMap((value) => Object.values(value));
    return { names: values.map((value) => Object.keys(value)), values: packColumn(flat) };
  }
  return { of: packFields(names, values) };
};

const packFields = (names: readonly string[], values: readonly Record<string, unknown>[]) => {
  const columns = names.map((name) => ({ name, column: packColumn(values.map((value) => value[name])) }));
  // Maps last: what they repeat of the lists before them is then still within gzip's reach.
  columns.sort((a, b) => Number('names' in a.column) - Number('names' in b.column));
  const of: Record<string, Column | string> = {};
  const known: typeof columns = [];
  for (const one of columns) {
    // Most differ in their first value, so that comparing costs less than writing each as text would.
    const same = known.find(({ column }) => sameValue(column, one.column));
    of[one.name] = same ? same.name : one.column;
    if (!same) known.push(one);
  }
  return of;
};

/** Stamps of one writing are the same thrice over; most other texts differ from row to row. */
const packRuns = (values: readonly unknown[]): Column => {
  const runs: unknown[] = [];
  const times: number[] = [];
  for (const [index, value] of values.entries()) {
    if (index > 0 && sameValue(value, values[index - 1])) times[times.length - 1] = (times.at(-1) ?? 0) + 1;
    else {
      runs.push(value);
      times.push(1);
    }
  }
  return runs.length * 2 > values.length ? { each: [...values] } : { runs, times: packColumn(times) };
};

const packNumbers = (values: readonly number[]): Column => {
  const steps = values.map((value, index) => value - (values[index - 1] ?? 0));
  return steps.every((step) => Number.isSafeInteger(step)) ? { steps } : { each: [...values] };
};

// What a column unfolds to is counted while it does: a few bytes could otherwise stand for any number of them.
const unpackColumn = (column: unknown, count: number, room: { characters: number }): unknown[] => {
  const take = (characters: number) => {
    room.characters -= characters;
    if (room.characters < 0) throw new BadPackingError('The packed rows unfold to too much.', true);
  };
  if (!isRecord(column)) throw new BadPackingError('A column is not one.');
  // Also of a column of nothing: those that point at each other double with every level.
  take(1);
  if (Object.hasOwn(column, 'all')) {
    take(count * lengthOf(column.all));
    return new Array<unknown>(count).fill(column.all);
  }
  const { each, steps, runs, times, of, names, values } = column;
  if (Array.isArray(each) && each.length === count) {
    take(each.reduce<number>((sum, value) => sum + lengthOf(value), 0));
    return each;
  }
  if (Array.isArray(steps) && steps.length === count && steps.every((step) => typeof step === 'number')) {
    take(count * 10);
    let value = 0;
    return steps.map((step) => {
      value += step;
      return value;
    });
  }
  if (Array.isArray(runs)) {
    const unfolded: unknown[] = [];
    for (const [index, many] of unpackColumn(times, runs.length, room).entries()) {
      if (!Number.isSafeInteger(many) || (many as number) < 1 || unfolded.length + (many as number) > count) break;
      take((many as number) * lengthOf(runs[index]));
      for (let time = 0; time < (many as number); time += 1) unfolded.push(runs[index]);
    }
    if (unfolded.length === count) return unfolded;
  }
  if (isRecord(of)) {
    const rows = Array.from({ length: count }, (): Record<string, unknown> => ({}));
    for (const name of Object.keys(of)) {
      take(count * (name.length + 4));
      const like = of[name];
      // Only a column itself may be pointed at, or two could point at each other.
      const found = typeof like === 'string' ? (Object.hasOwn(of, like) ? of[like] : null) : like;
      for (const [index, value] of unpackColumn(found, count, room).entries()) put(rows[index], name, value);
    }
    return rows;
  }
  if (Array.isArray(names) && names.length === count && names.every(isTexts)) {
    const all = names as string[][];
    const flat = unpackColumn(
      values,
      all.reduce((sum, some) => sum + some.length, 0),
      room,
    );
    let next = 0;
    return all.map((some) => {
      const row: Record<string, unknown> = {};
      for (const name of some) {
        take(name.length + 4);
        put(row, name, flat[next]);
        next += 1;
      }
      return row;
    });
  }
  throw new BadPackingError('A column is not one, or not as long as it should be.');
};

const put = (row: Record<string, unknown> | undefined, name: string, value: unknown): void => {
  if (name === '__proto__') throw new BadPackingError('A name is not usable.');
  if (row) row[name] = value;
};

/** Of its JSON, near enough for a limit. */
const lengthOf = (value: unknown): number =>
  typeof value === 'string' ? value.length + 2 : typeof value === 'object' && value ? canonicalValue(value).length : 8;
