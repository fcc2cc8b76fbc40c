import { canonicalValue, sameValue } from '../sync/row.ts';
import { readTyped, writeTyped } from './spell-text.ts';
import { cutSpan, type Place, type Sitting, type Span } from './typed-text.ts';

/**
 * The characters of both texts; what either deleted is deleted. Commutative, associative, idempotent and total [M1]: what
 * is no text is less than any text, and of two such the greater one wins. The very same `mine` when `theirs` adds nothing.
 */
export const mergeTexts = (mine: unknown, theirs: unknown): unknown => {
  if (sameValue(mine, theirs)) return mine;
  const one = readTyped(mine);
  const other = readTyped(theirs);
  if (!one && !other) return canonicalValue(theirs) > canonicalValue(mine) ? theirs : mine;
  if (!other) return mine;
  if (!one) return theirs;
  let merged: Map<string, Sitting> | null = null;
  for (const [id, sitting] of other) {
    const own = one.get(id);
    const both = own ? mergeSittings(own, sitting) : sitting;
    if (both === own) continue;
    merged ??= new Map(one);
    merged.set(id, both);
  }
  return merged ? writeTyped(merged) : mine;
};

const mergeSittings = (a: Sitting, b: Sitting): Sitting => {
  const spans = mergeSpans(a.spans, b.spans);
  const places = mergePlaces(a, b);
  return spans === a.spans && places === a.places ? a : { spans, places, length: Math.max(a.length, b.length) };
};

const sameSpan = (a: Span, b: Span | undefined): boolean =>
  a.from === b?.from && a.length === b.length && a.text === b.text;

const mergeSpans = (a: readonly Span[], b: readonly Span[]): readonly Span[] => {
  // Most sittings are over, and the same everywhere.
  if (a.length === b.length && a.every((span, index) => sameSpan(span, b[index]))) return a;
  const merged: Span[] = [];
  let changed = false;
  let i = 0;
  let j = 0;
  let at = 0;
  while (i < a.length || j < b.length) {
    const one = a[i];
    const other = b[j];
    const end = Math.min(...[one, other].flatMap((span) => (span ? [span.from + span.length] : [])));
    const mine = one && cutSpan(one, at, end);
    const theirs = other && cutSpan(other, at, end);
    const text = mine && theirs ? mergeCharacters(mine.text, theirs.text) : (mine ?? (theirs as Span)).text;
    if (!mine || text !== mine.text) changed = true;
    merged.push({ from: at, length: end - at, text });
    at = end;
    if (one && one.from + one.length === end) i += 1;
    if (other && other.from + other.length === end) j += 1;
  }
  return changed ? merged : a;
};

// One character is one writing. Should two differ all the same, which no device does, the lesser one wins.
const mergeCharacters = (mine: string | null, theirs: string | null): string | null => {
  if (mine === theirs) return mine;
  if (mine === null || theirs === null) return null;
  const others = Array.from(theirs);
  return Array.from(mine, (point, index) => ((others[index] as string) < point ? others[index] : point)).join('');
};

const samePlace = (a: Place | undefined, b: Place | undefined): boolean =>
  a === b ||
  (a?.number === b?.number && a?.sitting === b?.sitting && a?.after === b?.after && (a === null) === (b === null));

// A character that simply follows has no place of its own; that is the least.
const mergePlaces = (a: Sitting, b: Sitting): ReadonlyMap<number, Place> => {
  let merged: Map<number, Place> | null = null;
  const spell = (place: Place | undefined) => (place === undefined ? '' : JSON.stringify(place));
  const take = (number: number) => {
    const mine = a.places.get(number);
    const theirs = b.places.get(number);
    if (number >= b.length || (number < a.length && (samePlace(mine, theirs) || spell(mine) < spell(theirs)))) return;
    merged ??= new Map(a.places);
    if (theirs === undefined) merged.delete(number);
    else merged.set(number, theirs);
  };
  for (const number of a.places.keys()) take(number);
  for (const number of b.places.keys()) if (!a.places.has(number)) take(number);
  return merged ?? a.places;
};
