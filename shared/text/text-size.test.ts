import { expect, test } from 'vitest';
import { materials } from '../collections/materials.ts';
import { MAX_ROW_GZIP_BYTES } from '../sync/protocol.ts';
import { canonicalRow, emptyRow } from '../sync/row.ts';
import { gzipBytesAtMost } from '../sync/row-size.ts';
import { propertyRuns } from '../testing/property-runs.ts';
import { typeAll } from './edit-text.ts';
import { openText } from './open-text.ts';
import { differenceOf } from './text-difference.ts';
import { textOf } from './text-order.ts';
import type { TypedText } from './typed-text.ts';

const bytesOf = (text: TypedText) =>
  gzipBytesAtMost(canonicalRow(materials, { ...emptyRow(materials), text }, { server: false }));

/** Chance by a seed. */
const dice = (seed: number) => () => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
};
const WORDS = 'the leaf takes light and water to make sugar while roots hold soil and drink rain '.split(' ');

/** Somebody who writes: words at the end, now and then a slip put right, a word put in or taken out further up. */
const write = (edits: number, sittings: number): TypedText => {
  const next = dice(6);
  const text = openText([]);
  let reads = '';
  let caret = 0;
  for (let n = 0; n < edits; n++) {
    const sitting = `sitting${Math.floor((n * sittings) / edits).toString(36)}`.padEnd(8, '0').slice(0, 8);
    const what = next();
    if (what < 0.02) caret = Math.floor(next() * reads.length);
    else if (what < 0.04) caret = reads.length;
    const word = WORDS[Math.floor(next() * WORDS.length)] ?? '';
    const letter = n % 6 === 5 ? ' ' : (word[n % Math.max(1, word.length)] ?? ' ');
    const after =
      what < 0.12 && caret > 0
        ? reads.slice(0, caret - 1) + reads.slice(caret)
        : reads.slice(0, caret) + letter + reads.slice(caret);
    caret += after.length - reads.length;
    const edit = differenceOf(reads, after, caret);
    if (edit) text.edit(edit, sitting);
    reads = after;
  }
  expect(textOf(text.value())).toBe(reads);
  return text.value();
};

// Ten thousand in the deep run.
const KEYS = propertyRuns(200).numRuns;

test('[M4] however often it is edited, a note takes little more than what it says', { timeout: 900_000 }, () => {
  const text = write(Math.min(10_000, KEYS * 10), 20);
  const said = gzipBytesAtMost(textOf(text));
  expect(bytesOf(text)).toBeLessThan(Math.min(MAX_ROW_GZIP_BYTES / 2, 3 * said + 2_000));
});

/** The editor lets a note grow to so much of a row. */
const MOST_OF_A_NOTE = 0.75;

test('[M4] an edit in a place of its own costs less than four bytes, whatever its kind', () => {
  const edits = Math.min(10_000, KEYS * 10);
  for (const kind of ['put in', 'replaced'] as const) {
    const next = dice(7);
    const begin = 'the leaf takes light and water to make sugar. '.repeat(44);
    const text = openText(typeAll(begin, 'base0000'));
    for (let n = 0; n < edits; n++) {
      const at = Math.floor(next() * text.reads().length);
      const insert = 'etaoin shrdlu'[Math.floor(next() * 13)] ?? 'e';
      const sitting = `sit${Math.floor((n * 20) / edits)}`.padEnd(8, '0');
      text.edit({ at, remove: kind === 'replaced' ? 1 : 0, insert }, sitting);
    }
    expect(bytesOf(text.value())).toBeLessThan(begin.length + edits * 4 + 500);
    expect(bytesOf(text.value())).toBeLessThan(MAX_ROW_GZIP_BYTES * MOST_OF_A_NOTE);
  }
});
