import { canonicalValue, sameValue } from '../sync/row.ts';
import { type Place, readTyped, type Sitting, type Span, writeTyped } from './typed-text.ts';

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

const mergeSpans = (a: readonly Span[], b: readonly Span[]): readonly Span[] => {
  const merged: Span[] = [];
  let changed = false;
  let i = 0;
  let j = 0;
  let at = 0;
  while (i < a.length || j < b.length) {
    const one = a[i];
    const other = b[j];
    const end = Math.min(...[one, other].flatMap((span) => (span ? [span.from + span.length] : [])));
    const mine = one && cut(one, at, end);
    const points =
      mine && other
        ? mergePoints(mine.points, cut(other, at, end).points)
        : (mine ?? cut(other as Span, at, end)).points;
    if (!mine || points !== mine.points) changed = true;
    merged.push({ from: at, length: end - at, points });
    at = end;
    if (one && one.from + one.length === end) i += 1;
    if (other && other.from + other.length === end) j += 1;
  }
  return changed ? merged : a;
};

const cut = (span: Span, from: number, to: number): Span =>
  from === span.from && to === span.from + span.length
    ? span
    : { from, length: to - from, points: span.points?.slice(from - span.from, to - span.from) ?? null };

// One character is one writing. Should two differ all the same, which no device does, the lesser one wins.
const mergePoints = (mine: Span['points'], theirs: Span['points']): Span['points'] => {
  if (!mine || !theirs) return null;
  if (theirs.every((point, index) => point === mine[index])) return mine;
  const lesser = mine.map((point, index) => ((theirs[index] as string) < point ? (theirs[index] as string) : point));
  return lesser.every((point, index) => point === mine[index]) ? mine : lesser;
};

// A character that simply follows has no place of its own; that is the least.
const mergePlaces = (a: Sitting, b: Sitting): ReadonlyMap<number, Place> => {
  let merged: Map<number, Place> | null = null;
  const known = (places: ReadonlyMap<number, Place>, number: number) =>
    places.has(number) ? JSON.stringify(places.get(number)) : '';
  for (const number of new Set([...a.places.keys(), ...b.places.keys()])) {
    const mine = number < a.length ? known(a.places, number) : null;
    const theirs = number < b.length ? known(b.places, number) : null;
    if (theirs === null || theirs === mine || (mine !== null && mine < theirs)) continue;
    merged ??= new Map(a.places);
    if (theirs === '') merged.delete(number);
    else merged.set(number, b.places.get(number) ?? null);
  }
  return merged ?? a.places;
};
