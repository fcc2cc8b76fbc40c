import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CLOSEST, firstFraming, pulled, squareOf } from './crop.ts';

const size = fc.record({ width: fc.integer({ min: 1, max: 9000 }), height: fc.integer({ min: 1, max: 9000 }) });
const share = fc.double({ min: -2, max: 2, noNaN: true });
const framing = fc.record({
  closeness: fc.double({ min: 0.1, max: 9, noNaN: true }),
  ...{ across: share, down: share },
});

test('whatever is asked for, the square lies within the picture', () => {
  fc.assert(
    fc.property(size, framing, fc.record({ across: share, down: share }), (picture, at, by) => {
      for (const asked of [at, pulled(picture, at, by), firstFraming(picture)]) {
        const { side, left, top } = squareOf(picture, asked);
        expect(side).toBeGreaterThanOrEqual(Math.min(picture.width, picture.height) / CLOSEST);
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
        expect(left + side).toBeLessThanOrEqual(picture.width * 1.000001);
        expect(top + side).toBeLessThanOrEqual(picture.height * 1.000001);
      }
    }),
  );
});

test('what is pulled comes along, until the edge is there', () => {
  const picture = { width: 200, height: 400 };
  const first = firstFraming(picture);
  expect(squareOf(picture, first)).toEqual({ side: 200, left: 0, top: 50 });
  expect(squareOf(picture, pulled(picture, first, { across: 0.3, down: -0.25 }))).toEqual({
    side: 200,
    left: 0,
    top: 100,
  });
  expect(squareOf(picture, pulled(picture, first, { across: 0, down: 5 })).top).toBe(0);
  expect(squareOf(picture, { ...first, closeness: 2 })).toEqual({ side: 100, left: 50, top: 75 });
});
