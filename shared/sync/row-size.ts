import type { AnyRow, Collection } from '../collections/define-collection.ts';
import { MAX_ROW_GZIP_BYTES } from './protocol.ts';
import { canonicalRow } from './row.ts';

const SHORTEST = 4;
/** In characters, each of them at most three bytes: what deflate can copy at once, and from how far back. */
const LONGEST = 86;
const WINDOW = 10_000;
const HEAD_AND_TAIL_BYTES = 20;

/**
 * What gzip makes of a text at most, in bytes: repetitions found and written in deflate's simplest code. The device and
 * the service must agree on a row's size to the byte, which two gzips need not; and a transaction can't wait for one.
 */
export const gzipBytesAtMost = (text: string): number => {
  const seen = new Map<string, number>();
  let bits = HEAD_AND_TAIL_BYTES * 8;
  let at = 0;
  while (at < text.length) {
    const start = text.slice(at, at + SHORTEST);
    const before = start.length === SHORTEST ? seen.get(start) : undefined;
    seen.set(start, at);
    if (before === undefined || at - before > WINDOW) {
      bits += literalBits(text.charCodeAt(at));
      at += 1;
      continue;
    }
    let length = SHORTEST;
    while (length < LONGEST && at + length < text.length && text[before + length] === text[at + length]) length += 1;
    bits += 32;
    at += length;
  }
  return Math.ceil(bits / 8);
};

// Bytes up to 143 take eight bits, the others nine; of a surrogate pair each half counts for two bytes.
const literalBits = (unit: number): number => {
  if (unit < 0x80) return 8;
  return unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 18 : 27;
};

// Of JSON, never too few: six for each unit that may be written as an escape, and enough for any number, key and mark.
const charactersAtMost = (value: unknown): number => {
  if (typeof value === 'string') return value.length * 6 + 3;
  if (typeof value !== 'object' || value === null) return 26;
  let sum = 2;
  for (const name in value) sum += name.length * 6 + 4 + charactersAtMost((value as Record<string, unknown>)[name]);
  return sum;
};

/** Whether a row takes more than a row may (or than `bytes`), without what only the service writes. */
export const isTooLarge = (collection: Collection, row: AnyRow, bytes = MAX_ROW_GZIP_BYTES): boolean =>
  // A character is counted with less than four bytes, so that of a usual row nothing has to be counted, or even written.
  charactersAtMost(row) * 4 > bytes &&
  JSON.stringify(row).length * 4 > bytes &&
  gzipBytesAtMost(canonicalRow(collection, row, { server: false })) > bytes;
