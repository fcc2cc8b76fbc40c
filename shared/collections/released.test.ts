import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeRows } from '../sync/merge.ts';
import { canonicalRow, keyOf, rowToWire } from '../sync/row.ts';
import { upcastRow } from '../sync/upcast.ts';
import { isRowShaped, unknownFields, validateForWriting } from '../sync/validate.ts';
import { rowArbitrary } from '../testing/arbitraries.ts';
import type { AnyRow, Collection } from './define-collection.ts';
import { collections } from './index.ts';

// Rows as apps sent them, a file for each form a collection was released in: <collection>.<number>.json. They lie on devices
// that may come back after years, so these files only ever grow in number. The first of a new collection is written here.
const folder = join(import.meta.dirname, 'released');
const list = Object.values(collections) as readonly Collection[];
mkdirSync(folder, { recursive: true });

describe.each(list.map((collection) => [collection.name, collection] as const))('rows of %s', (name, collection) => {
  const first = join(folder, `${name}.1.json`);
  if (!existsSync(first)) {
    const rows = fc.sample(rowArbitrary(collection), { seed: 1, numRuns: 6 }).map((row) => rowToWire(collection, row));
    writeFileSync(first, `${JSON.stringify(rows, null, 2)}\n`);
  }
  const files = readdirSync(folder).filter((file) => file.startsWith(`${name}.`));

  test.each(files)('[M3] as in %s are still understood, and all of them', (file) => {
    const rows = JSON.parse(readFileSync(join(folder, file), 'utf8')) as AnyRow[];
    expect(rows.length).toBeGreaterThan(0);
    for (const released of rows) {
      expect(isRowShaped(released)).toBe(true);
      expect(unknownFields(collection, released)).toEqual([]);
      const row = upcastRow(collection, released);
      expect(validateForWriting(collection, row)).toEqual([]);
      expect(upcastRow(collection, row)).toBe(row);
      expect(keyOf(collection, row)).toBe(keyOf(collection, released));
      // Sent again by whoever holds it in today's form, it is nothing new.
      expect(mergeRows(collection, row, structuredClone(row))).toBe(row);
      expect(canonicalRow(collection, row)).toContain('"stamps"');
    }
  });

  test('[M3] have a file for each form their upcasts know', () => {
    const forms = Math.max(1, ...Object.values(collection.upcasts ?? {}).map(({ to }) => to));
    expect(files).toHaveLength(forms);
  });
});
