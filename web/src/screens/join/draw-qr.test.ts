import { codeAddress } from '@hornbook/shared/identity/pairing-code.ts';
import decodeQR from 'qr/decode.js';
import { expect, test } from 'vitest';
import { drawQr } from './draw-qr.ts';

const SCALE = 6;

/** The picture as a camera would give it: black squares on white, four bytes a pixel. */
const pixelsOf = ({ size, path }: ReturnType<typeof drawQr>) => {
  const width = size * SCALE;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let row = 0; row < SCALE; row += 1) {
      const begin = ((Number(y) * SCALE + row) * width + Number(x) * SCALE) * 4;
      for (let at = begin; at < begin + SCALE * 4; at += 1) if (at % 4 !== 3) data[at] = 0;
    }
  return { width, height: width, data };
};

test('what is drawn reads as the address of the code', () => {
  const address = codeAddress('https://learn.example.org', 'BCDFGHJK');
  expect(decodeQR(pixelsOf(drawQr(address)))).toBe(address);
});
