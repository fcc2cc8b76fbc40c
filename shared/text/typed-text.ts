/**
 * A text that several devices may type in at once: every character that was ever typed, each known by its sitting (one
 * tab's time with the text) and its number there. A character hangs before or after another one, or at the beginning; of
 * what was deleted only the places are kept. So two texts are joined by taking the characters of both, a deletion winning,
 * and the order follows from the characters alone.
 *
 * As JSON, one line a sitting, sittings in order: its id, then pieces. A text is characters that hang one after the other;
 * a negative number so many deleted ones; any other number a new place: 0 for the beginning, or
 * 1 + 2 × (number of the other character × count of sittings + index of its sitting) + (1 if after, 0 if before it).
 * There is one way to write a given text, and `readTyped` takes no other. [S4]
 */
export type TypedText = (string | number)[][];

/** Where a character hangs that does not simply follow the one before it; null: at the beginning. */
export type Place = { sitting: string; number: number; after: boolean } | null;

/** Characters with following numbers: all deleted, or all there. Characters are code points, so none is ever cut in two. */
export interface Span {
  readonly from: number;
  readonly length: number;
  readonly points: readonly string[] | null;
}

export interface Sitting {
  /** Gapless from 0. */
  readonly spans: readonly Span[];
  readonly length: number;
  /** By number. The first character of a sitting always has one. */
  readonly places: ReadonlyMap<number, Place>;
}

export type Typed = ReadonlyMap<string, Sitting>;

// 41 bits: ten thousand sittings of one text rarely share an id.
const SITTING = /^[0-9a-z]{8}$/;
const MOST_SITTINGS = 10_000;
const MOST_CHARACTERS = 2 ** 31;

/** The characters of a text, or null of what is not one in its only spelling. Never throws, and takes time by length. */
export const readTyped = (value: unknown): Typed | null => {
  if (!Array.isArray(value) || value.length > MOST_SITTINGS) return null;
  const ids: string[] = [];
  for (const line of value) {
    const id: unknown = Array.isArray(line) ? line[0] : null;
    if (typeof id !== 'string' || !SITTING.test(id) || id <= (ids.at(-1) ?? '')) return null;
    ids.push(id);
  }
  const typed = new Map<string, Sitting>();
  for (const [index, line] of value.entries()) {
    const sitting = readLine(ids, index, line as unknown[]);
    if (!sitting) return null;
    typed.set(ids[index] as string, sitting);
  }
  // A place is beside a character that is there, or it could never be shown.
  for (const { places } of typed.values())
    for (const place of places.values())
      if (place && place.number >= (typed.get(place.sitting)?.length ?? 0)) return null;
  return typed;
};

const readLine = (ids: readonly string[], index: number, line: readonly unknown[]): Sitting | null => {
  const spans: Span[] = [];
  const places = new Map<number, Place>();
  let length = 0;
  let before: 'place' | 'text' | 'deleted' | null = null;
  for (const piece of line.slice(1)) {
    let span: Span | null = null;
    if (typeof piece === 'string') {
      const points = Array.from(piece);
      if (points.length === 0 || before === 'text' || before === null) return null;
      span = { from: length, length: points.length, points };
      before = 'text';
    } else if (!Number.isSafeInteger(piece)) {
      return null;
    } else if ((piece as number) < 0) {
      if (before === 'deleted' || before === null) return null;
      span = { from: length, length: -(piece as number), points: null };
      before = 'deleted';
    } else {
      const place = readPlace(ids, piece as number);
      if (before === 'place' || Object.is(piece, -0) || follows(place, ids[index] as string, length)) return null;
      places.set(length, place);
      before = 'place';
    }
    if (!span) continue;
    length += span.length;
    if (length > MOST_CHARACTERS) return null;
    spans.push(span);
  }
  return before === null || before === 'place' ? null : { spans, length, places };
};

const readPlace = (ids: readonly string[], piece: number): Place => {
  if (piece === 0) return null;
  const character = Math.floor((piece - 1) / 2);
  const sitting = ids[character % ids.length] as string;
  return { sitting, number: Math.floor(character / ids.length), after: (piece - 1) % 2 === 1 };
};

/** Whether a place is where the character of that number would hang anyway. */
export const follows = (place: Place, sitting: string, number: number): boolean =>
  place?.after === true && place.sitting === sitting && place.number === number - 1;

/** The text as JSON, in its only spelling. */
export const writeTyped = (typed: Typed): TypedText => {
  const ids = [...typed.keys()].sort();
  const indexes = new Map(ids.map((id, index) => [id, index]));
  return ids.map((id) => {
    const { spans, places } = typed.get(id) as Sitting;
    const line: (string | number)[] = [id];
    const add = (piece: string | number, fresh: boolean) => {
      const last = line.at(-1);
      if (!fresh && typeof piece === 'string' && typeof last === 'string' && line.length > 1) {
        line[line.length - 1] = last + piece;
      } else if (!fresh && typeof piece === 'number' && typeof last === 'number' && last < 0) {
        line[line.length - 1] = last + piece;
      } else line.push(piece);
    };
    const numbers = [...places.keys()].sort((a, b) => a - b);
    let next = 0;
    for (const { from, length, points } of spans) {
      let at = from;
      while (at < from + length) {
        const fresh = numbers[next] === at;
        if (fresh) {
          line.push(writePlace(indexes, places.get(at) ?? null));
          next += 1;
        }
        const end = Math.min(numbers[next] ?? Number.POSITIVE_INFINITY, from + length);
        add(points ? points.slice(at - from, end - from).join('') : at - end, fresh);
        at = end;
      }
    }
    return line;
  });
};

const writePlace = (indexes: ReadonlyMap<string, number>, place: Place): number =>
  place ? 1 + 2 * (place.number * indexes.size + (indexes.get(place.sitting) ?? 0)) + Number(place.after) : 0;

/** Whether a value is a text in its only spelling. */
export const isTypedText = (value: unknown): value is TypedText => readTyped(value) !== null;
