import type { AnyRow, Collection } from '../collections/define-collection.ts';
import type { FieldType } from '../collections/fields.ts';
import { mergeTexts } from '../text/merge-texts.ts';
import { BIRTH, canonicalValue, fieldValue, isRecord, type Plan, type PlannedField, planOf, sameValue } from './row.ts';
import { latestStamp } from './stamps.ts';

/**
 * Joins two versions of a row, field by field. [M1] Commutative, associative, idempotent and total in all but the
 * server-owned fields, which are taken from `a` (see takeServerFields). Returns `a` itself when `b` adds nothing to it,
 * so that asking whether anything changed costs nothing more.
 */
export const mergeRows = (collection: Collection, a: AnyRow, b: AnyRow): AnyRow => {
  const plan = planOf(collection);
  const changes = changesBy(plan, a, b);
  return changes ? { ...a, ...changes } : a;
};

/** Whether `local` holds anything that `stored` lacks. [R1] */
export const hasMore = (collection: Collection, local: AnyRow, stored: AnyRow): boolean =>
  changesBy(planOf(collection), stored, local) !== null;

/** Names of the fields of `stored` that merging `pushed` would change; `deletedAt` among them. [S3] */
export const changedFields = (collection: Collection, stored: AnyRow, pushed: AnyRow): string[] => {
  const changes = changesBy(planOf(collection), stored, pushed);
  if (!changes) return [];
  const names = Object.keys(changes).filter((name) => name !== 'stamps');
  // A stamp may move without its value: then the field changes as well.
  for (const name in changes.stamps) {
    if (name === BIRTH || names.includes(name) || changes.stamps[name] === stored.stamps[name]) continue;
    names.push(name);
  }
  if (changes.stamps && changes.stamps[BIRTH] !== stored.stamps[BIRTH]) {
    for (const { name } of planOf(collection).once) if (!names.includes(name)) names.push(name);
  }
  return names;
};

type Changes = Record<string, unknown> & { stamps?: Record<string, string> };

/** What of `a` merging `b` into it would change, or null. */
const changesBy = (plan: Plan, a: AnyRow, b: AnyRow): Changes | null => {
  if (a === b) return null;
  let changes: Changes | null = null;
  let stamps: Record<string, string> | null = null;
  const set = (name: string, value: unknown) => {
    changes ??= {};
    changes[name] = value;
  };
  const stamp = (name: string, value: string) => {
    stamps ??= { ...a.stamps };
    stamps[name] = value;
  };

  if (earlierBirth(plan, a, b)) {
    for (const planned of plan.once) {
      const value = fieldValue(b, planned);
      if (!sameValue(fieldValue(a, planned), value)) set(planned.name, value);
    }
    const birth = b.stamps[BIRTH];
    if (birth !== undefined && birth !== a.stamps[BIRTH]) stamp(BIRTH, birth);
  }
  for (const planned of plan.single) {
    const mine = fieldValue(a, planned);
    const theirs = fieldValue(b, planned);
    if (planned.field.rule === 'latest') {
      const mineAt = a.stamps[planned.name] ?? '';
      const theirsAt = b.stamps[planned.name] ?? '';
      if (theirsAt < mineAt || !laterWins(mine, mineAt, theirs, theirsAt)) continue;
      if (!sameValue(mine, theirs)) set(planned.name, theirs);
      if (theirsAt !== mineAt) stamp(planned.name, theirsAt);
    } else {
      const joined = join(planned, mine, theirs);
      if (joined !== mine) set(planned.name, joined);
    }
  }
  const mineAt = a.stamps.deletedAt ?? '';
  const theirsAt = b.stamps.deletedAt ?? '';
  const mine = a.deletedAt ?? null;
  const theirs = b.deletedAt ?? null;
  if (laterWins(mine, mineAt, theirs, theirsAt)) {
    if (mine !== theirs) set('deletedAt', theirs);
    if (mineAt !== theirsAt) stamp('deletedAt', theirsAt);
  }
  if (stamps) set('stamps', stamps);
  return changes;
};

// The earliest birth wins; no birth is later than any; between equal ones the least values win.
const earlierBirth = (plan: Plan, a: AnyRow, b: AnyRow): boolean => {
  const mine = a.stamps[BIRTH];
  const theirs = b.stamps[BIRTH];
  if (mine !== theirs) return mine === undefined || (theirs !== undefined && theirs < mine);
  for (const planned of plan.once) {
    const one = fieldValue(a, planned);
    const other = fieldValue(b, planned);
    if (!sameValue(one, other)) return canonicalValue(other) < canonicalValue(one);
  }
  return false;
};

// [M1] Equal stamps mean the same write; should values differ all the same, the greater canonical one wins.
const laterWins = (mine: unknown, mineAt: string, theirs: unknown, theirsAt: string): boolean =>
  theirsAt > mineAt ||
  (theirsAt === mineAt && !sameValue(mine, theirs) && canonicalValue(theirs) > canonicalValue(mine));

/** Joins two values of a field; the very same `mine` when `theirs` adds nothing. */
const join = (planned: PlannedField, mine: unknown, theirs: unknown): unknown => {
  const { type, rule } = planned.field;
  switch (rule) {
    case 'max':
      return compare(type, theirs, mine) > 0 ? theirs : mine;
    case 'min':
      // Null is greatest here, so that a value beats none.
      if (mine === null || theirs === null) return mine ?? theirs;
      return compare(type, theirs, mine) < 0 ? theirs : mine;
    case 'either':
      return mine === true || theirs !== true ? mine : true;
    case 'union':
      return joinSets(mine, theirs);
    case 'perDevice':
      return joinMaps(mine, theirs, (one, other) => compareValues(other, one) > 0);
    case 'latestByKey':
      return joinMaps(mine, theirs, laterEntry);
    case 'text':
      return mergeTexts(mine, theirs);
    case 'latest':
    case 'once':
    case 'server':
      return mine;
  }
};

const compare = (type: FieldType<unknown>, a: unknown, b: unknown): number => {
  if (type.values && a !== b) {
    const byOrder = rank(type.values, a) - rank(type.values, b);
    if (byOrder !== 0) return byOrder;
  }
  return compareValues(a, b);
};

const rank = (values: readonly string[], value: unknown): number => {
  if (value === null) return -1;
  const index = values.indexOf(value as string);
  return index < 0 ? values.length : index;
};

/** A total order of JSON values: null, then numbers, then everything else by its canonical form. */
const compareValues = (a: unknown, b: unknown): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (sameValue(a, b)) return 0;
  const kinds = kind(a) - kind(b);
  if (kinds !== 0) return kinds;
  return canonicalValue(a) < canonicalValue(b) ? -1 : 1;
};

const kind = (value: unknown): number =>
  value === null || value === undefined ? 0 : typeof value === 'number' ? 1 : 2;

const joinSets = (mine: unknown, theirs: unknown): unknown => {
  if (!Array.isArray(theirs) || theirs.length === 0) return mine;
  const all = new Set<unknown>(Array.isArray(mine) ? mine : []);
  const before = all.size;
  for (const item of theirs) all.add(item);
  return all.size === before ? mine : [...all].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
};

// Merging is total, also over what the validator will refuse: an object need not become a text by `String`.
const textOf = (value: unknown): string => (typeof value === 'string' ? value : canonicalValue(value));

const joinMaps = (mine: unknown, theirs: unknown, theirsWins: (mine: unknown, theirs: unknown) => boolean): unknown => {
  if (mine === theirs || !isRecord(theirs)) return mine;
  const own = isRecord(mine) ? mine : {};
  let joined: Record<string, unknown> | null = null;
  for (const name in theirs) {
    const value = theirs[name];
    if (value === undefined || (Object.hasOwn(own, name) && !theirsWins(own[name], value))) continue;
    joined ??= { ...own };
    joined[name] = value;
  }
  return joined ?? mine;
};

const laterEntry = (mine: unknown, theirs: unknown): boolean => {
  return laterWins(mine, stampOf(mine), theirs, stampOf(theirs));
};

const stampOf = (entry: unknown): string => (isRecord(entry) && typeof entry.hlc === 'string' ? entry.hlc : '');

/** The latest stamp among those that merging `pushed` into `stored` would bring in; '' if it would change nothing. [C2] */
export const changingStamp = (collection: Collection, stored: AnyRow | undefined, pushed: AnyRow): string => {
  if (!stored) return latestStamp(collection, pushed);
  const plan = planOf(collection);
  const changes = changesBy(plan, stored, pushed);
  let latest = '';
  const see = (stamp: unknown, before: unknown) => {
    if (typeof stamp === 'string' && stamp !== before && stamp > latest) latest = stamp;
  };
  for (const name in changes?.stamps) see(changes.stamps[name], stored.stamps[name]);
  for (const { name, field } of plan.single) {
    if (field.rule !== 'latestByKey' || changes?.[name] === undefined) continue;
    const before = (stored[name] ?? {}) as Record<string, { hlc?: string } | undefined>;
    const after = changes[name] as Record<string, { hlc?: string }>;
    for (const key in after) see(after[key]?.hlc, before[key]?.hlc);
  }
  return latest;
};
