import type { AnyRow, Collection } from '../collections/define-collection.ts';
import type { Field } from '../collections/fields.ts';

/** Name under which `stamps` keeps the stamp of a row's birth, which decides all its `once` fields together. */
export const BIRTH = 'once';

/** A field as merging and validating want it: looked up once per collection, not once per row. */
export interface PlannedField {
  readonly name: string;
  readonly field: Field;
  /** What the field holds when nobody has said anything: a missing value is another spelling of this one. */
  readonly neutral: unknown;
  /** [P4] Nothing can stand in for a value: a row without it cannot be stored. */
  readonly required: boolean;
}

export interface Plan {
  /** Every field, by name in code unit order. */
  readonly fields: readonly PlannedField[];
  readonly once: readonly PlannedField[];
  /** Merged by themselves: neither `once` nor `server`. */
  readonly single: readonly PlannedField[];
  readonly server: readonly PlannedField[];
  readonly byName: ReadonlyMap<string, PlannedField>;
}

const plans = new WeakMap<Collection, Plan>();

/** The compiled form of a collection. */
export const planOf = (collection: Collection): Plan => {
  const known = plans.get(collection);
  if (known) return known;
  const fields = Object.entries(collection.fields)
    .map(([name, field]) => planField(name, field))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const plan: Plan = {
    fields,
    once: fields.filter(({ field }) => field.rule === 'once'),
    single: fields.filter(({ field }) => field.rule !== 'once' && field.rule !== 'server'),
    server: fields.filter(({ field }) => field.rule === 'server'),
    byName: new Map(fields.map((planned) => [planned.name, planned])),
  };
  plans.set(collection, plan);
  return plan;
};

const planField = (name: string, field: Field): PlannedField => {
  const neutral = neutralOf(field);
  return { name, field, neutral, required: neutral === null && !field.type.nullable };
};

const neutralOf = ({ type, rule }: Field): unknown => {
  // A neutral value under `once` or `min` would win over real ones, so there null says "none".
  if (type.nullable || rule === 'server' || rule === 'once' || rule === 'min') return null;
  if (rule === 'union' || rule === 'text') return Object.freeze([]);
  if (rule === 'perDevice' || rule === 'latestByKey') return Object.freeze({});
  if (type.values) return type.values[0] ?? null;
  switch (type.column) {
    case 'uuid':
      return null;
    case 'text':
      return '';
    case 'boolean':
      return false;
    case 'integer':
    case 'bigint':
      return 0;
    case 'jsonb':
      for (const candidate of [[], {}]) if (type.schema?.safeParse(candidate).success) return Object.freeze(candidate);
      return null;
  }
};

/** A collection only the service writes to: its rows are replaced by version and never pushed. [M2] */
export const isServerOnly = (collection: Collection): boolean =>
  planOf(collection).fields.every(({ name, field }) => field.rule === 'server' || collection.key.includes(name));

/** The value of a field, its neutral one when the row says nothing. */
export const fieldValue = (row: AnyRow, planned: PlannedField): unknown => row[planned.name] ?? planned.neutral;

/** A row of nothing but neutral values and no stamps. */
export const emptyRow = (collection: Collection): AnyRow => {
  const row: AnyRow = { stamps: {}, deletedAt: null };
  for (const { name, neutral } of planOf(collection).fields) row[name] = fresh(neutral);
  return row;
};

// Neutral lists and maps are shared and frozen; a row gets its own.
const fresh = (value: unknown): unknown => (Array.isArray(value) ? [] : isRecord(value) ? {} : value);

/** What a row is about, as one text: the values of its key fields joined by '/'. */
export const keyOf = (collection: Collection, row: Readonly<Record<string, unknown>>): string =>
  collection.key.length === 1
    ? String(row[collection.key[0] as string])
    : collection.key.map((name) => String(row[name])).join('/');

/** The row as it is pushed: without what only the service writes, and what this app does not know. [M3] */
export const rowToWire = (collection: Collection, stored: AnyRow): AnyRow => {
  const { byName } = planOf(collection);
  const travels = (name: string): boolean => {
    const planned = byName.get(name);
    return planned ? planned.field.rule !== 'server' : name === 'stamps' || name === 'deletedAt';
  };
  const row = only(stored, travels);
  const stamps = only(row.stamps, (name) => byName.has(name) || name === 'deletedAt' || name === BIRTH);
  return stamps === row.stamps ? row : { ...row, stamps };
};

// Put together and not taken apart: an object of which something was deleted is several times slower ever after.
const only = <R extends object>(record: R, isKept: (name: string) => boolean): R => {
  const names = Object.keys(record);
  if (names.every(isKept)) return record;
  const kept: Record<string, unknown> = {};
  for (const name of names) if (isKept(name)) kept[name] = record[name as keyof R];
  return kept as R;
};

/** [M3] The row with the fields that this app does not know as `local` has them; the very same row if there are none. */
export const keepUnknown = (collection: Collection, row: AnyRow, local: AnyRow): AnyRow => {
  const { byName } = planOf(collection);
  let kept: AnyRow | null = null;
  for (const name in local) {
    if (byName.has(name) || name === 'stamps' || name === 'deletedAt' || local[name] === row[name]) continue;
    kept ??= { ...row, stamps: { ...row.stamps } };
    kept[name] = local[name];
    const stamp = local.stamps[name];
    if (stamp === undefined) delete kept.stamps[name];
    else kept.stamps[name] = stamp;
  }
  return kept ?? row;
};

/** Takes the server-owned fields of `from`. [M2] */
export const takeServerFields = (
  collection: Collection,
  row: AnyRow,
  from: Readonly<Record<string, unknown>>,
): AnyRow => {
  const { server } = planOf(collection);
  if (server.length === 0) return row;
  const taken = { ...row };
  for (const { name } of server) taken[name] = from[name] ?? null;
  return taken;
};

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether two JSON values are the same whatever the order of their keys; a missing key is the same as undefined. */
export const sameValue = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
  }
  if (Array.isArray(b)) return false;
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  for (const name in left) if (!sameValue(left[name], right[name])) return false;
  for (const name in right) if (left[name] === undefined && right[name] !== undefined) return false;
  return true;
};

/** The one spelling of a JSON value: keys in code unit order, no spaces, undefined left out. */
export const canonicalValue = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonicalValue).join(',')}]`;
  const record = value as Record<string, unknown>;
  let text = '';
  for (const name of Object.keys(record).sort()) {
    if (record[name] === undefined) continue;
    text += `${text ? ',' : ''}${JSON.stringify(name)}:${canonicalValue(record[name])}`;
  }
  return `{${text}}`;
};

/**
 * The one spelling of a row: fields in code unit order, nulls left out, then `deletedAt` and `stamps`. Two rows are the
 * same exactly if their canonical forms are. With `server: false` the server-owned fields are left out.
 */
export const canonicalRow = (collection: Collection, row: AnyRow, { server = true } = {}): string => {
  let text = '';
  for (const planned of planOf(collection).fields) {
    if (!server && planned.field.rule === 'server') continue;
    const value = fieldValue(row, planned);
    if (value !== null) text += `"${planned.name}":${canonicalValue(value)},`;
  }
  return `{${text}"deletedAt":${row.deletedAt ?? null},"stamps":${canonicalValue(row.stamps)}}`;
};

/** A hash of 52 bits, so that the sum of two stays an exact number. Not for secrets: it finds accidents, not attacks. */
export const hashText = (text: string): number => {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return (high & 0xfffff) * 0x100000000 + (low >>> 0);
};

/** The hash of a row's canonical form, server-owned fields included. */
export const hashRow = (collection: Collection, row: AnyRow): number => hashText(canonicalRow(collection, row));
