import { expect, test } from 'vitest';
import { type LastSaid, weakestPhrases } from './phrase-order.ts';

const phrase = (id: string, last: LastSaid) => ({ id, last });

test('phrases come weakest first, those never said before those that matched, and of equals the one said longest ago', () => {
  const ordered = weakestPhrases([
    phrase('matched lately', { band: 'matches', at: 90 }),
    phrase('never, first', null),
    phrase('close', { band: 'close', at: 95 }),
    phrase('matched long ago', { band: 'matches', at: 5 }),
    phrase('another one lately', { band: 'different', at: 99 }),
    phrase('never, second', null),
    phrase('another one long ago', { band: 'different', at: 1 }),
  ]);
  expect(ordered.map(({ id }) => id)).toEqual([
    'another one long ago',
    'another one lately',
    'close',
    'never, first',
    'never, second',
    'matched long ago',
    'matched lately',
  ]);
});
