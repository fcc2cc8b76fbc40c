import { readTyped, writeTyped } from './spell-text.ts';
import { follows, type Place, type Sitting, type Span, type Typed } from './typed-text.ts';

// The form texts were first released in: one line a sitting, sittings in order: its id, then pieces. A text is characters
// that hang one after the other; a negative number so many deleted ones; any other number a new place: 0 for the beginning,
// or 1 + 2 × (number of the other character × count of sittings + index of its sitting) + (1 if after, 0 if before it).

/** The characters of a text in its first form, or null of what is none. Never throws. */
const readFirstForm = (value: unknown): Typed | null => {
  if (!Array.isArray(value)) return null;
  const lines = value as unknown[];
  const ids = lines.map((line) => (Array.isArray(line) ? (line[0] as unknown) : null));
  if (!ids.every((id) => typeof id === 'string')) return null;
  const typed = new Map<string, Sitting>();
  for (const [index, line] of lines.entries()) {
    const sitting = readLine(ids, index, (line as unknown[]).slice(1));
    if (!sitting) return null;
    typed.set(ids[index] as string, sitting);
  }
  for (const { places } of typed.values())
    for (const place of places.values())
      if (place && place.number >= (typed.get(place.sitting)?.length ?? 0)) return null;
  return typed;
};

const readLine = (ids: readonly string[], index: number, pieces: readonly unknown[]): Sitting | null => {
  const spans: Span[] = [];
  const places = new Map<number, Place>();
  let length = 0;
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      const count = Array.from(piece).length;
      spans.push({ from: length, length: count, text: piece });
      length += count;
    } else if (!Number.isSafeInteger(piece)) return null;
    else if ((piece as number) < 0) {
      spans.push({ from: length, length: -(piece as number), text: null });
      length -= piece as number;
    } else {
      const place = readPlace(ids, piece as number);
      if (follows(place, ids[index] as string, length)) return null;
      places.set(length, place);
    }
  }
  return places.has(0) && length > 0 ? { spans, length, places } : null;
};

const readPlace = (ids: readonly string[], piece: number): Place => {
  if (piece === 0) return null;
  const character = Math.floor((piece - 1) / 2);
  const sitting = ids[character % ids.length] as string;
  return { sitting, number: Math.floor(character / ids.length), after: (piece - 1) % 2 === 1 };
};

/** [M3] A text in today's form: one of the first form becomes it, anything else comes back as it is. */
export const inTodaysForm = (value: unknown): unknown => {
  if (readTyped(value)) return value;
  const typed = readFirstForm(value);
  const today = typed && writeTyped(typed);
  return today && readTyped(today) ? today : value;
};

/** The characters of a text as a device may hold it, in any form ever released; null of what is none. */
export const readHeld = (value: unknown): Typed | null => readTyped(value) ?? readFirstForm(value);
