import { hangingOf, inOrder, type Stretch } from './text-order.ts';
import {
  follows,
  type Place,
  readTyped,
  type Sitting,
  type Span,
  type Typed,
  type TypedText,
  writeTyped,
} from './typed-text.ts';

/** At `at`, `remove` units go and `insert` comes. In UTF-16 units of the text as it reads, at borders of characters. */
export interface TextEdit {
  at: number;
  remove: number;
  insert: string;
}

/** The text after an edit by a sitting; the very same text if the edit changes nothing. */
export const editText = (value: TypedText, { at, remove, insert }: TextEdit, sitting: string): TypedText => {
  const before = readTyped(value);
  if (!before || (remove <= 0 && insert === '')) return value;
  const left = remove > 0 ? removeFrom(before, at, remove) : before;
  return writeTyped(insert === '' ? left : insertInto(left, at, insert, sitting));
};

/** A text typed all at once. */
export const typeAll = (text: string, sitting: string): TypedText =>
  editText([], { at: 0, remove: 0, insert: text }, sitting);

const removeFrom = (typed: Typed, at: number, remove: number): Typed => {
  const gone = new Map<string, Span[]>();
  let position = 0;
  for (const { sitting, from, points } of inOrder(typed)) {
    for (const [index, point] of (points ?? []).entries()) {
      const begins = position;
      position += point.length;
      if (begins < at || begins >= at + remove) continue;
      const list = gone.get(sitting) ?? [];
      gone.set(sitting, list);
      const last = list.at(-1);
      const number = from + index;
      if (last && last.from + last.length === number) list[list.length - 1] = { ...last, length: last.length + 1 };
      else list.push({ from: number, length: 1, points: null });
    }
    if (position >= at + remove) break;
  }
  const left = new Map(typed);
  for (const [id, list] of gone) {
    const before = typed.get(id) as Sitting;
    left.set(id, {
      ...before,
      spans: withoutPoints(
        before.spans,
        list.sort((a, b) => a.from - b.from),
      ),
    });
  }
  return left;
};

const withoutPoints = (spans: readonly Span[], gone: readonly Span[]): Span[] => {
  const left: Span[] = [];
  let next = 0;
  for (const span of spans) {
    let at = span.from;
    const end = span.from + span.length;
    const keep = (to: number) => {
      if (to > at)
        left.push({ from: at, length: to - at, points: span.points?.slice(at - span.from, to - span.from) ?? null });
    };
    for (let one = gone[next]; one && one.from < end; one = gone[next]) {
      keep(one.from);
      const last = Math.min(end, one.from + one.length);
      left.push({ from: Math.max(at, one.from), length: last - Math.max(at, one.from), points: null });
      at = last;
      if (one.from + one.length > end) break;
      next += 1;
    }
    keep(end);
  }
  return left;
};

const insertInto = (typed: Typed, at: number, insert: string, id: string): Typed => {
  const points = Array.from(insert);
  const own = typed.get(id);
  const from = own?.length ?? 0;
  const place = placeAt(typed, at);
  const places = new Map(own?.places);
  if (!follows(place, id, from)) places.set(from, place);
  const spans = [...(own?.spans ?? []), { from, length: points.length, points }];
  return new Map(typed).set(id, { spans, places, length: from + points.length });
};

/** Where a character hangs that is to stand after `at` units, and after what was deleted there. */
const placeAt = (typed: Typed, at: number): Place => {
  const stretches = inOrder(typed);
  let position = 0;
  let before: { sitting: string; number: number } | null = null;
  let after: { sitting: string; number: number } | null = null;
  for (const stretch of stretches) {
    const fit = fitting(stretch, at - position);
    if (fit > 0) before = { sitting: stretch.sitting, number: stretch.from + fit - 1 };
    if (fit < stretch.length) {
      after = { sitting: stretch.sitting, number: stretch.from + fit };
      break;
    }
    for (const point of stretch.points ?? []) position += point.length;
  }
  const { beginning, on } = hangingOf(typed);
  if (!before) return after && beginning.length > 0 ? { ...after, after: false } : null;
  const { sitting, number } = before;
  const known = typed.get(sitting) as Sitting;
  const followed = number + 1 < known.length && !known.places.has(number + 1);
  const free = !followed && (on.get(sitting)?.get(number)?.after.length ?? 0) === 0;
  return free || !after ? { sitting, number, after: true } : { ...after, after: false };
};

/** How many characters of a stretch lie within so many units; deleted ones take none. */
const fitting = ({ length, points }: Stretch, units: number): number => {
  if (!points) return length;
  let taken = 0;
  let count = 0;
  for (const point of points) {
    if (taken + point.length > units) break;
    taken += point.length;
    count += 1;
  }
  return count;
};
