import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collections, keyFieldsOf } from '../collections/index.ts';
import { rowArbitrary } from '../testing/arbitraries.ts';
import { propertyRuns } from '../testing/property-runs.ts';
import { BadPackingError, packRows, unpackRows } from './packed-rows.ts';
import type { PushedRow } from './protocol.ts';
import { keyOf } from './row.ts';

const LIMIT = { rows: 500, characters: 1024 * 1024 };
const overTheWire = (rows: readonly PushedRow[]) =>
  unpackRows(JSON.parse(JSON.stringify(packRows(rows, keyFieldsOf))), LIMIT);

const pushed: fc.Arbitrary<PushedRow> = fc.constantFrom(...Object.values(collections)).chain((collection) =>
  fc.tuple(rowArbitrary(collection), fc.nat(), fc.option(fc.string())).map(([row, rev, key]) => ({
    collection: collection.name,
    key: key ?? keyOf(collection, row),
    rev,
    row: JSON.parse(JSON.stringify(row)),
  })),
);

describe('packed rows', () => {
  test('[P1] unfold to the very rows that were packed, in their order', () => {
    fc.assert(
      fc.property(fc.array(pushed, { maxLength: 12 }), (rows) => {
        expect(overTheWire(rows)).toEqual(rows);
      }),
      propertyRuns(100),
    );
  });

  test('carry any JSON a row may hold, also of collections nobody here knows', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 6 }), (values) => {
        const rows = values.map((value, rev) => {
          const row = JSON.parse(JSON.stringify({ ...value, stamps: {}, deletedAt: null }));
          return { collection: 'unknown', key: String(rev), rev, row };
        });
        fc.pre(!JSON.stringify(rows).includes('__proto__'));
        expect(overTheWire(rows)).toEqual(rows);
      }),
      propertyRuns(100),
    );
  });

  test('are smaller than the rows', () => {
    const row = (n: number) => ({
      localDay: '2026-01-01',
      course: 'none',
      activeMs: { replicaa00: n },
      stamps: {},
      deletedAt: null,
    });
    const rows = Array.from({ length: 100 }, (_, n) => ({
      collection: 'studyDays',
      key: '2026-01-01/none',
      rev: n,
      row: row(n),
    }));
    expect(JSON.stringify(packRows(rows, keyFieldsOf)).length * 5).toBeLessThan(JSON.stringify(rows).length);
  });

  test('that unfold to too much, or are none, are refused before they do', () => {
    const part = (rows: unknown, count = 1) => [
      { collection: 'c', count, keys: null, keyFields: [], revs: { all: 1 }, rows },
    ];
    const refusal = (packed: unknown): boolean | null => {
      try {
        unpackRows(packed, LIMIT);
        return null;
      } catch (error) {
        if (error instanceof BadPackingError) return error.isTooMuch;
        throw error;
      }
    };
    expect(refusal(part({ all: 'x'.repeat(3_000) }, 500))).toBe(true);
    expect(refusal(part({ all: {} }, 501))).toBe(true);
    expect(refusal(part({ all: {} }, 1e12))).toBe(true);
    const names = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`n${n}`, { all: 1 }]));
    expect(refusal(part({ of: names }, 500))).toBe(true);
    for (const none of [null, {}, [null], [{}], part(null), part({}), part({ each: [] }), part({ steps: 1 })])
      expect(refusal(none), JSON.stringify(none)).toBe(false);
    expect(refusal(part(JSON.parse('{"of":{"__proto__":{"all":1}}}')))).toBe(false);
    const runs = (many: unknown) => part({ runs: ['x'.repeat(3_000)], times: { each: [many] } }, 500);
    expect(refusal(runs(500))).toBe(true);
    const short = (many: unknown) => part({ runs: ['x'], times: { each: [many] } }, 500);
    for (const many of [-1, 0, 499, 501, 1e9, 'x']) expect(refusal(short(many)), String(many)).toBe(false);
    expect(refusal(part({ of: { a: 'b', b: 'a' } }))).toBe(false);
    expect(refusal(part({ of: { a: 'toString' } }))).toBe(false);
    expect(refusal(part({ names: [['a']], values: { each: [] } }))).toBe(false);
    expect(refusal([{ ...part({ all: {} })[0], keys: [] }])).toBe(false);
  });

  test('that point at each other are counted while they unfold, also when they hold nothing', () => {
    // The innermost column is reached once for each of 2^28 ways to it.
    let reached = 0;
    const innermost = {
      get all() {
        reached += 1;
        return 1;
      },
    };
    let rows: unknown = innermost;
    for (let depth = 0; depth < 28; depth += 1) rows = { of: { a: rows, b: 'a' } };
    const packed = [{ collection: 'c', count: 0, keys: null, keyFields: [], revs: { all: 1 }, rows }];
    expect(() => unpackRows(packed, { ...LIMIT, characters: 10_000 })).toThrow(/too much/);
    expect(reached).toBeGreaterThan(0);
    expect(reached).toBeLessThan(10_000);
  });
});
