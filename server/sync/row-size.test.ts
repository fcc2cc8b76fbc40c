import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { gzipBytesAtMost } from '@hornbook/shared/sync/row-size.ts';
import { expect, test } from 'vitest';

const noise = (n: number) => createHash('sha256').update(String(n)).digest('hex');
const texts = {
  nothing: '',
  'one letter': 'a'.repeat(100_000),
  ids: Array.from({ length: 2_000 }, (_, n) => noise(n).slice(0, 36)).join('","'),
  numbers: JSON.stringify(Array.from({ length: 5_000 }, (_, n) => n * 7_919)),
  'Chinese noise': Array.from({ length: 10_000 }, (_, n) =>
    String.fromCharCode(0x4e00 + (Number.parseInt(noise(n).slice(0, 6), 16) % 20_000)),
  ).join(''),
  faces: Array.from({ length: 5_000 }, (_, n) =>
    String.fromCodePoint(0x1f600 + (Number.parseInt(noise(n).slice(0, 6), 16) % 64)),
  ).join(''),
};

test.each(Object.entries(texts))(
  'what counts as the size of a text is never less than gzip makes of it: %s',
  (_, text) => {
    const real = gzipSync(text).length;
    expect(gzipBytesAtMost(text)).toBeGreaterThanOrEqual(real);
    // … and no nonsense either.
    expect(gzipBytesAtMost(text)).toBeLessThan(Math.max(real * 3, text.length / 12));
  },
);
