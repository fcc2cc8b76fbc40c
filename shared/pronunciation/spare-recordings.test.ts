import { expect, test } from 'vitest';
import type { Band } from './method.ts';
import { type KeptTake, spareRecordings } from './spare-recordings.ts';

const said = (id: string, recordedAt: number, band: Band, zThousandths = -900, questionId = 'hello'): KeptTake => ({
  ...{ id, questionId, recordedAt },
  take: { band, zThousandths, method: 'mfcc-dtw', methodVersion: 1, heardId: null, durationMs: 800 },
});
const spare = (...all: KeptTake[]) => spareRecordings(all).map(({ id }) => id);

test('of each phrase the first, the best and the latest are kept', () => {
  expect(
    spare(
      said('latest', 9, 'close'),
      said('first', 1, 'different'),
      said('b', 2, 'different'),
      said('best', 5, 'matches', -2000),
      said('c', 6, 'matches', -1500),
      said('other', 3, 'different', 0, 'goodbye'),
    ),
  ).toEqual(['b', 'c']);
});

test('what is said up to twice is never spare, and the best may be the first or the latest', () => {
  expect(spare(said('a', 1, 'different'), said('b', 2, 'different'))).toEqual([]);
  expect(spare(said('a', 1, 'matches'), said('b', 2, 'close'), said('c', 3, 'close'))).toEqual(['b']);
});

test('a band counts before a place within it, and nothing goes twice or is invented', () => {
  expect(
    spare(said('a', 1, 'close'), said('b', 2, 'close', -5000), said('c', 3, 'matches', -1), said('d', 4, 'close')),
  ).toEqual(['b']);
  const many = Array.from({ length: 60 }, (_, at) => said(String(at), at % 7, 'close', at, String(at % 4)));
  const going = spareRecordings(many);
  expect(new Set(going).size).toBe(going.length);
  // Again on what is left: nothing more.
  expect(spareRecordings(many.filter((one) => !going.includes(one)))).toEqual([]);
});
