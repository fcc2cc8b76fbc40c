import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { array, string } from 'zod/mini';
import type { AnyRow, Collection } from '../collections/define-collection.ts';
import { defineCollection } from '../collections/define-collection.ts';
import {
  boolean,
  either,
  json,
  latest,
  min,
  nullable,
  once,
  server,
  text,
  union,
  uuid,
} from '../collections/fields.ts';
import { collections } from '../collections/index.ts';
import { rowArbitrary } from '../testing/arbitraries.ts';
import { propertyRuns } from '../testing/property-runs.ts';
import { changedFields, hasMore, mergeRows } from './merge.ts';
import { canonicalRow, hashRow, keyOf, takeServerFields } from './row.ts';
import { validateKey, validateRow } from './validate.ts';

// Not all of these rules are used by a collection of the list; they must hold before one does.
const everyOtherRule = defineCollection('everyOtherRule', {
  fields: {
    id: once(uuid),
    flag: either(boolean),
    tags: union(json<string[]>(array(string()))),
    first: min(nullable(text(3))),
    note: latest(nullable(text(3))),
    note2: latest(uuid),
    mark: server(nullable(text(3))),
  },
  key: ['id'],
  localIndexes: [],
});

const all: [string, Collection][] = [...Object.entries(collections), ['everyOtherRule', everyOtherRule]];
const runs = propertyRuns(300);
const shared = (collection: Collection, row: AnyRow) => canonicalRow(collection, row, { server: false });

describe.each(all)('%s', (_name, collection) => {
  const row = rowArbitrary(collection);
  const join = (a: AnyRow, b: AnyRow) => shared(collection, mergeRows(collection, a, b));

  test('[M1] merging does not depend on which row comes first', () => {
    fc.assert(
      fc.property(row, row, (a, b) => {
        expect(join(a, b)).toBe(join(b, a));
      }),
      runs,
    );
  });

  test('[M1] merging three rows does not depend on how they are grouped', () => {
    fc.assert(
      fc.property(row, row, row, (a, b, c) => {
        expect(join(mergeRows(collection, a, b), c)).toBe(join(a, mergeRows(collection, b, c)));
      }),
      runs,
    );
  });

  test('[M1] merging a row again changes nothing, and says so by returning the same row', () => {
    fc.assert(
      fc.property(row, row, (a, b) => {
        const merged = mergeRows(collection, a, b);
        expect(mergeRows(collection, a, structuredClone(a))).toBe(a);
        expect(mergeRows(collection, merged, a)).toBe(merged);
        expect(mergeRows(collection, merged, b)).toBe(merged);
      }),
      runs,
    );
  });

  test('[R1] a row has more than another exactly if merging it would change the other', () => {
    fc.assert(
      fc.property(row, row, (a, b) => {
        const more = shared(collection, mergeRows(collection, b, a)) !== shared(collection, b);
        expect(hasMore(collection, a, b)).toBe(more);
        expect(changedFields(collection, b, a).length > 0).toBe(more);
      }),
      runs,
    );
  });

  test('[S4] what the validator accepts, it accepts after any merge', () => {
    fc.assert(
      fc.property(row, row, (a, b) => {
        expect(validateRow(collection, a)).toEqual([]);
        expect(validateKey(collection, keyOf(collection, a), a)).toEqual([]);
        expect(validateRow(collection, mergeRows(collection, a, b))).toEqual([]);
      }),
      runs,
    );
  });

  test('[M2] merging leaves the fields of the service alone, and taking them leaves the others alone', () => {
    fc.assert(
      fc.property(row, row, (a, b) => {
        const taken = takeServerFields(collection, mergeRows(collection, a, b), a);
        expect(canonicalRow(collection, taken)).toBe(canonicalRow(collection, mergeRows(collection, a, b)));
        expect(shared(collection, takeServerFields(collection, a, b))).toBe(shared(collection, a));
      }),
      runs,
    );
  });

  test('[S4] a row has one canonical form, whatever the order of its names and however it spells nothing', () => {
    fc.assert(
      fc.property(row, (a) => {
        const reversed = reverseNames(a) as AnyRow;
        for (const name in reversed) if (reversed[name] === null) delete (reversed as Record<string, unknown>)[name];
        expect(canonicalRow(collection, reversed)).toBe(canonicalRow(collection, a));
        expect(hashRow(collection, JSON.parse(JSON.stringify(a)))).toBe(hashRow(collection, a));
      }),
      runs,
    );
  });
});

const reverseNames = (value: unknown): unknown => {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, reverseNames(inner)]),
  );
};
