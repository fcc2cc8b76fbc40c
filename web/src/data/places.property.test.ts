import { comparePlaces, isPlace } from '@hornbook/shared/authoring/place.ts';
import { propertyRuns } from '@hornbook/shared/testing/property-runs.ts';
import fc from 'fast-check';
import { generateKeyBetween } from 'fractional-indexing';
import { expect, test } from 'vitest';
import { movedPlaces, placeAtEnd, placeBetween } from './places.ts';

/** What may stand in a row: places that the desk makes, and whatever somebody else’s app, or somebody with a grudge, wrote. */
const made = fc
  .array(fc.nat(1_000), { maxLength: 30 })
  .map((steps) =>
    steps.reduce((place, step) => (step % 2 ? generateKeyBetween(place, null) : generateKeyBetween(null, place)), 'a0'),
  );
const hostile = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.constantFrom(
    '',
    '0',
    'a',
    'a00',
    'zz',
    'é',
    `A${'0'.repeat(26)}`,
    `A${'0'.repeat(25)}1`,
    'z'.repeat(200),
    'z'.repeat(27),
  ),
  fc.string({ unit: fc.constantFrom(...'0159AZaz'), maxLength: 200 }),
);
const anyPlace = fc.oneof(made, hostile);
const inOrder = <T extends { id: string; place: string }>(list: readonly T[]): T[] =>
  list.toSorted((a, b) => comparePlaces(a.place, b.place) || (a.id < b.id ? -1 : 1));
const siblings = fc
  .array(anyPlace, { maxLength: 8 })
  .map((places) => inOrder(places.map((place, index) => ({ id: `s${index}`, place }))));

test('what the desk makes is a place, and between any two of them, and behind each, there is another one', () => {
  fc.assert(
    fc.property(fc.oneof(anyPlace, fc.constant(null)), fc.oneof(anyPlace, fc.constant(null)), (before, after) => {
      const place = placeBetween(before, after);
      expect(place.length).toBeLessThanOrEqual(200);
      if (before !== null && isPlace(before)) expect(comparePlaces(before, place)).toBeLessThan(0);
      else if (after !== null && isPlace(after)) expect(place < after).toBe(true);
    }),
    propertyRuns(500),
  );
});

test('what is no place for the desk is none for the library either, and the other way round', () => {
  fc.assert(
    fc.property(anyPlace, (place) => {
      const isTaken = () => generateKeyBetween(place, null);
      if (isPlace(place)) expect(isTaken).not.toThrow();
      else if (place.length <= 150 && /^[0-9A-Za-z]*$/.test(place)) expect(isTaken).toThrow();
    }),
    propertyRuns(500),
  );
});

test('whatever places siblings have, something is added behind all that have one, and moved to where it was put', () => {
  fc.assert(
    fc.property(siblings, fc.nat(9), (others, nth) => {
      const added = placeAtEnd(others);
      for (const { place } of others) if (isPlace(place)) expect(place < added).toBe(true);
      const moved = new Map(movedPlaces('moved', others, nth).map(({ id, place }) => [id, place]));
      const now = inOrder(
        [...others, { id: 'moved', place: '' }].map((one) => ({ ...one, place: moved.get(one.id) ?? one.place })),
      );
      const at = Math.min(nth, others.length);
      expect(now.map(({ id }) => id)).toEqual(others.map(({ id }) => id).toSpliced(at, 0, 'moved'));
    }),
    propertyRuns(500),
  );
});
