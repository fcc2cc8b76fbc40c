import { isPlace, lastPlace } from '@hornbook/shared/authoring/place.ts';
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/* Places for what an author adds and moves. What is no place, whoever wrote it, stands at the end and is in nobody's way. */

const usable = (place: string | null | undefined): string | null =>
  place !== null && place !== undefined && isPlace(place) ? place : null;

/** Between two places; null is the beginning or the end. Where another device made them equal, right behind the first. */
export const placeBetween = (before: string | null, after: string | null): string => {
  const [from, to] = [usable(before), usable(after)];
  return generateKeyBetween(from, from !== null && to !== null && to <= from ? null : to);
};
export const placeAfter = (place: string | null): string => placeBetween(place, null);

/** The place behind all siblings of its kind. */
export const placeAtEnd = (siblings: readonly { place: string }[]): string => placeAfter(lastPlace(siblings));

interface Placed {
  id: string;
  place: string;
}

/**
 * What has to be written so that something stands before the nth (from 0) of the others; behind the last where there is
 * none. Mostly that is its own place; where those around it leave no room (two devices gave two of them one place, or what
 * one of them has is no place), those behind are given new ones, too. `others` in their order.
 */
export const movedPlaces = (id: string, others: readonly Placed[], nth: number): Placed[] => {
  const at = Math.max(0, Math.min(nth, others.length));
  const [before, after] = [others[at - 1]?.place ?? null, usable(others[at]?.place)];
  if (before === null || isPlace(before)) {
    const place = before === null || after === null || before < after ? generateKeyBetween(before, after) : null;
    if (place !== null && isPlace(place)) return [{ id, place }];
  }
  // Those that are no places stand together at the end; where only the length is the trouble, all are given new ones.
  const firstWithout = others.findIndex(({ place }) => !isPlace(place));
  const isCrowded = before !== null && before === others[at]?.place;
  const from = before !== null && !isPlace(before) ? firstWithout : isCrowded ? at : 0;
  const behind = [...others.slice(from, at), { id }, ...others.slice(at)];
  const places = generateNKeysBetween(others[from - 1]?.place ?? null, null, behind.length);
  return behind.map((one, index) => ({ id: one.id, place: places[index] as string }));
};
