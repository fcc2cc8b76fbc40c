import type { ZodMiniType } from 'zod/mini';
import type { TypedText } from '../text/typed-text.ts';

/** The only column types a synced field may have: each comes back from Postgres exactly as it went in. */
export type ColumnType = 'uuid' | 'text' | 'boolean' | 'integer' | 'bigint' | 'jsonb';

/** What a field holds. `T` is the value's type on the device, on the wire and on the server alike. */
export interface FieldType<T> {
  readonly column: ColumnType;
  readonly nullable: boolean;
  /** For text: the longest value in UTF-16 code units. */
  readonly maxLength?: number;
  /** For an ordered enum: its values, least first; `max` and `min` compare by this order. */
  readonly values?: readonly string[];
  /** For jsonb: its shape (one entry's shape, for `latestByKey`). */
  readonly schema?: ZodMiniType;
  /** Carries the type only; never set. */
  readonly _value?: T;
}

/** How two versions of a field become one. The functions are in shared/sync/merge.ts. */
export type MergeRule =
  | 'once'
  | 'latest'
  | 'max'
  | 'min'
  | 'either'
  | 'union'
  | 'perDevice'
  | 'latestByKey'
  | 'text'
  | 'server';

export interface Field<T = unknown> {
  readonly type: FieldType<T>;
  readonly rule: MergeRule;
}

export const uuid: FieldType<string> = { column: 'uuid', nullable: false };
export const integer: FieldType<number> = { column: 'integer', nullable: false };
/** An instant in milliseconds since 1970, or another whole number up to 2^53. */
export const bigint: FieldType<number> = { column: 'bigint', nullable: false };
export const boolean: FieldType<boolean> = { column: 'boolean', nullable: false };
export const text = (maxLength: number): FieldType<string> => ({ column: 'text', nullable: false, maxLength });
export const oneOf = <const V extends readonly string[]>(...values: V): FieldType<V[number]> => ({
  column: 'text',
  nullable: false,
  values,
});
export const json = <T>(schema: ZodMiniType<T>): FieldType<T> => ({ column: 'jsonb', nullable: false, schema });
export const nullable = <T>(type: FieldType<T>): FieldType<T | null> =>
  ({ ...type, nullable: true }) as FieldType<T | null>;

const withRule =
  (rule: MergeRule) =>
  <T>(type: FieldType<T>): Field<T> => ({ type, rule });

/** Set at birth and never changed. All `once` fields of a row are one group: the earliest birth wins. */
export const once = withRule('once');
/** The value with the latest stamp wins. */
export const latest = withRule('latest');
/** The greatest value wins; null is least. */
export const max = withRule('max') as <T extends string | number | null>(type: FieldType<T>) => Field<T>;
/** The least value wins; null is greatest, so a value beats none. */
export const min = withRule('min') as <T extends string | number | null>(type: FieldType<T>) => Field<T>;
/** A flag that, once set, stays set. */
export const either = withRule('either') as (type: FieldType<boolean>) => Field<boolean>;
/** A set of strings that only grows; kept sorted. */
export const union = withRule('union') as (type: FieldType<string[]>) => Field<string[]>;
/** A number per replica that only grows; the field's meaning is their sum. */
export const perDevice = withRule('perDevice') as (
  type: FieldType<Record<string, number>>,
) => Field<Record<string, number>>;
/** Only the service writes it; a device takes it by version and never sends it. */
export const server = withRule('server');

/** Entries by key, each with the stamp of its latest writing. */
export type Stamped<T> = T & { readonly hlc: string };
/** A map whose entries are merged one by one, the latest stamp winning. `entry` is the shape without its stamp. */
export const latestByKey = <T>(entry: ZodMiniType<T>): Field<Record<string, Stamped<T>>> => ({
  type: { column: 'jsonb', nullable: false, schema: entry },
  rule: 'latestByKey',
});

/** A text that several devices may type in at once: no character is lost. What is to be read is its `textOf`. */
export const typedText: Field<TypedText> = { type: { column: 'jsonb', nullable: false }, rule: 'text' };
