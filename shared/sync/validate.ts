import type { AnyRow, Collection } from '../collections/define-collection.ts';
import type { Field } from '../collections/fields.ts';
import { isTypedText } from '../text/spell-text.ts';
import { isHlc, isReplicaId } from './hlc.ts';
import { BIRTH, isRecord, keyOf, type PlannedField, planOf, sameValue } from './row.ts';
import { isTooLarge } from './row-size.ts';

/** A field no server will take, and why. */
export interface BadField {
  field: string;
  code: 'missing' | 'type' | 'range' | 'length' | 'text' | 'shape' | 'stamp' | 'key';
  message: string;
}

export const MAX_KEY_LENGTH = 200;
const MAX_MAP_ENTRIES = 1_000;
const MAX_DEPTH = 12;
const INTEGER_LIMIT = 2 ** 31;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
// Neither comes back from Postgres as it went in: U+0000 is refused, a lone surrogate is lost on the way.
// biome-ignore lint/suspicious/noControlCharactersInRegex: U+0000 is what we look for.
const UNSTORABLE = /[\u0000]|\p{Surrogate}/u;

/** Whether Postgres keeps a text as it is. */
export const isStorable = (text: string): boolean => !UNSTORABLE.test(text);

type Problem = Omit<BadField, 'field'>;
type Schema = NonNullable<Field['type']['schema']>;

/** Whether a value is of a schema's shape. Whoever judges a great many has a quicker way to the same answer. */
export type IsOfShape = (schema: Schema, value: unknown) => boolean;
const bySchema: IsOfShape = (schema, value) => schema.safeParse(value).success;

/**
 * The fields of a row that may not be stored, judged one by one and never in combination. Nothing is altered: cleaning
 * text is the command's work. `only` limits the judging to these fields. [S3] [S4] [W4]
 */
export const validateRow = (
  collection: Collection,
  row: AnyRow,
  only?: readonly string[],
  isOfShape = bySchema,
): BadField[] => {
  const plan = planOf(collection);
  const bad: BadField[] = [];
  const judge = (planned: PlannedField) => {
    const problem = judgeField(planned, row, isOfShape);
    if (problem) bad.push({ field: planned.name, ...problem });
  };
  const judged = (name: string) => only === undefined || only.includes(name);

  for (const planned of plan.single) if (judged(planned.name)) judge(planned);
  if (plan.once.some(({ name }) => judged(name))) {
    for (const planned of plan.once) judge(planned);
    const birth = row.stamps[BIRTH];
    if (!isHlc(birth)) {
      for (const { name } of plan.once) bad.push({ field: name, code: 'stamp', message: 'birth has no good stamp' });
    }
  }
  if (judged('deletedAt')) {
    const problem = judgeDeletedAt(row);
    if (problem) bad.push({ field: 'deletedAt', ...problem });
  }
  return bad;
};

/** The key of a row, judged: its parts must make it up and be unable to imitate another's. */
export const validateKey = (collection: Collection, key: string, row: AnyRow): BadField[] => {
  const bad: BadField[] = [];
  for (const field of collection.key) {
    const part = row[field];
    if (typeof part !== 'string' || part === '' || part.includes('/') || UNSTORABLE.test(part)) {
      bad.push({ field, code: 'key', message: 'a part of the key is not a usable text' });
    }
  }
  if (bad.length === 0 && (keyOf(collection, row) !== key || key.length > MAX_KEY_LENGTH)) {
    for (const field of collection.key) bad.push({ field, code: 'key', message: 'key and row do not agree' });
  }
  return bad;
};

/** Names a row has that this version of the collection does not know: they are newer than this code. [P5] */
export const unknownFields = (collection: Collection, row: AnyRow): string[] => {
  const { byName } = planOf(collection);
  const known = (name: string) => byName.has(name) || name === 'deletedAt';
  const names = Object.keys(row).filter((name) => name !== 'stamps' && !known(name));
  for (const name in row.stamps) if (name !== BIRTH && !known(name) && !names.includes(name)) names.push(name);
  return names;
};

/** Whether a row has the outer form that everything else relies on. */
export const isRowShaped = (value: unknown): value is AnyRow => {
  if (!isRecord(value) || !isRecord(value.stamps)) return false;
  for (const name in value.stamps) if (typeof value.stamps[name] !== 'string') return false;
  return !Object.hasOwn(value, '__proto__') && !Object.hasOwn(value.stamps, '__proto__');
};

/** [S3] Of the row as a whole, so all of it falls. */
export const TOO_LARGE: BadField = { field: '', code: 'length', message: 'the row as a whole is too large' };

/** Everything a command must find in order before it writes. [W4] */
export const validateForWriting = (collection: Collection, row: AnyRow): BadField[] => {
  const bad = [...validateKey(collection, keyOf(collection, row), row), ...validateRow(collection, row)];
  if (bad.length === 0 && isTooLarge(collection, row)) bad.push(TOO_LARGE);
  return bad;
};

const judgeField = (planned: PlannedField, row: AnyRow, isOfShape: IsOfShape): Problem | null => {
  const { name, field, neutral, required } = planned;
  const value = row[name] ?? null;
  if (field.rule === 'latest') {
    const stamp = row.stamps[name];
    if (stamp === undefined) {
      const unsaid = value === null || sameValue(value, neutral);
      return unsaid && !required ? null : { code: 'stamp', message: 'a value without its stamp' };
    }
    if (!isHlc(stamp)) return { code: 'stamp', message: 'not a well-formed stamp' };
  }
  if (value === null) {
    if (field.type.nullable || !required) return null;
    return { code: 'missing', message: 'a value is required' };
  }
  return judgeValue(field, value, isOfShape);
};

const judgeDeletedAt = (row: AnyRow): Problem | null => {
  const stamp = row.stamps.deletedAt;
  if (stamp === undefined ? (row.deletedAt ?? null) !== null : !isHlc(stamp)) {
    return { code: 'stamp', message: 'deletion has no good stamp' };
  }
  if ((row.deletedAt ?? null) === null || Number.isSafeInteger(row.deletedAt)) return null;
  return { code: 'type', message: 'not an instant' };
};

const judgeValue = ({ type, rule }: Field, value: unknown, isOfShape: IsOfShape): Problem | null => {
  switch (type.column) {
    case 'uuid':
      return typeof value === 'string' && UUID.test(value) ? null : { code: 'type', message: 'not a uuid' };
    case 'boolean':
      return typeof value === 'boolean' ? null : { code: 'type', message: 'not true or false' };
    case 'integer':
      if (!Number.isSafeInteger(value)) return { code: 'type', message: 'not a whole number' };
      return (value as number) >= -INTEGER_LIMIT && (value as number) < INTEGER_LIMIT
        ? null
        : { code: 'range', message: 'beyond 32 bits' };
    case 'bigint':
      return Number.isSafeInteger(value) ? null : { code: 'type', message: 'not a whole number' };
    case 'text':
      return judgeText(type.maxLength, type.values, value);
    case 'jsonb':
      return judgeJson(value, 0) ?? judgeShape({ type, rule }, value, isOfShape);
  }
};

const judgeText = (maxLength: number | undefined, values: readonly string[] | undefined, value: unknown) => {
  if (typeof value !== 'string') return { code: 'type', message: 'not a text' } as const;
  if (UNSTORABLE.test(value)) return { code: 'text', message: 'holds characters that cannot be stored' } as const;
  if (values && !values.includes(value)) return { code: 'range', message: 'not one of the known values' } as const;
  if (maxLength !== undefined && value.length > maxLength) {
    return { code: 'length', message: `longer than ${maxLength}` } as const;
  }
  return null;
};

const judgeJson = (value: unknown, depth: number): Problem | null => {
  if (value === null || value === undefined || typeof value === 'boolean') return null;
  if (typeof value === 'string') {
    return UNSTORABLE.test(value) ? { code: 'text', message: 'holds characters that cannot be stored' } : null;
  }
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? null : { code: 'type', message: 'holds a number that is not whole' };
  }
  if (typeof value !== 'object' || depth >= MAX_DEPTH) return { code: 'shape', message: 'nested too deep' };
  if (Array.isArray(value)) {
    for (const item of value) {
      const problem = judgeJson(item, depth + 1);
      if (problem) return problem;
    }
    return null;
  }
  for (const name of Object.keys(value)) {
    if (name === '__proto__' || UNSTORABLE.test(name))
      return { code: 'text', message: 'holds a name that cannot be stored' };
    const problem = judgeJson((value as Record<string, unknown>)[name], depth + 1);
    if (problem) return problem;
  }
  return null;
};

const judgeShape = ({ type, rule }: Field, value: unknown, isOfShape: IsOfShape): Problem | null => {
  switch (rule) {
    case 'union':
      return isSortedSet(value) ? null : { code: 'shape', message: 'not a sorted set of texts' };
    case 'perDevice':
      return isCounterMap(value) ? null : { code: 'shape', message: 'not a count per replica' };
    case 'latestByKey':
      return judgeEntries(type.schema, value, isOfShape);
    case 'text':
      return isTypedText(value) ? null : { code: 'shape', message: 'not a text in its only spelling' };
    default:
      return type.schema && !isOfShape(type.schema, value)
        ? { code: 'shape', message: 'not of the shape this field has' }
        : null;
  }
};

const isSortedSet = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length <= MAX_MAP_ENTRIES &&
  value.every((item, index) => typeof item === 'string' && (index === 0 || value[index - 1] < item));

const isCounterMap = (value: unknown): boolean =>
  isRecord(value) &&
  Object.entries(value).every(
    ([replicaId, count]) => isReplicaId(replicaId) && Number.isSafeInteger(count) && (count as number) >= 0,
  );

const judgeEntries = (schema: Schema | undefined, value: unknown, isOfShape: IsOfShape): Problem | null => {
  if (!isRecord(value)) return { code: 'shape', message: 'not a map of entries' };
  const keys = Object.keys(value);
  if (keys.length > MAX_MAP_ENTRIES) return { code: 'length', message: 'too many entries' };
  for (const key of keys) {
    const entry = value[key];
    if (key.length > MAX_KEY_LENGTH) return { code: 'length', message: 'the name of an entry is too long' };
    if (!isRecord(entry) || !isHlc(entry.hlc)) return { code: 'stamp', message: 'an entry has no good stamp' };
    if (schema && !isOfShape(schema, entry)) {
      return { code: 'shape', message: 'an entry is not of the shape it should have' };
    }
  }
  return null;
};
