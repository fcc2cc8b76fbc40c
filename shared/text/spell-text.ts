import { packNumbers, readNumbers, unpackNumbers, writeNumber } from './digits.ts';
import { follows, type Place, type Sitting, type Span, type Typed, type TypedText } from './typed-text.ts';

// The shape of a sitting is a number for each stretch of characters that are alike: 4 × (count − 1), and 2 more if the
// first has a place of its own, and 1 more if they are deleted. A place is 0 for the beginning, or
// 1 + 2 × (which character of all) + (1 if after, 0 if before it): characters are counted through all sittings, in order.

// 41 bits: ten thousand sittings of one text rarely share an id.
const SITTING = /^[0-9a-z]{8}$/;
// So far above what a row can hold that joining never passes it; and their product is exact.
const MOST_SITTINGS = 2 ** 20;
const MOST_CHARACTERS = 2 ** 31;
// biome-ignore lint/suspicious/noControlCharactersInRegex: U+0000 is what we look for.
const UNSTORABLE = /[\u0000]|\p{Surrogate}/u;

/** The characters of a text, or null of what is not one in its only spelling. Never throws, and takes time by length. */
export const readTyped = (value: unknown): Typed | null => {
  if (!Array.isArray(value) || value.length > MOST_SITTINGS) return null;
  const lines: { id: string; shape: Shape; places: string }[] = [];
  let total = 0;
  for (const line of value as unknown[]) {
    if (!Array.isArray(line) || line.length !== 4 || !line.every((part) => typeof part === 'string')) return null;
    const [id, shape, places, text] = line as TypedText[number];
    if (!SITTING.test(id) || id <= (lines.at(-1)?.id ?? '')) return null;
    const read = readShape(shape, text);
    if (!read) return null;
    lines.push({ id, shape: read, places });
    total += read.length;
  }
  const ids = lines.map(({ id }) => id);
  const firsts = firstNumbers(lines.map(({ shape }) => shape.length));
  const typed = new Map<string, Sitting>();
  for (const { id, shape, places } of lines) {
    const numbers = unpackNumbers(places, shape.placed.length, 2 * total + 1);
    if (!numbers) return null;
    const read = new Map<number, Place>();
    for (const [index, number] of numbers.entries()) {
      const place = readPlace(ids, firsts, number);
      const at = shape.placed[index] as number;
      if (follows(place, id, at)) return null;
      read.set(at, place);
    }
    typed.set(id, { spans: shape.spans, length: shape.length, places: read });
  }
  return typed;
};

interface Shape {
  spans: Span[];
  length: number;
  /** The numbers that have a place of their own. */
  placed: number[];
}

const readShape = (written: string, text: string): Shape | null => {
  const numbers = readNumbers(written);
  if (!numbers || numbers.length === 0 || UNSTORABLE.test(text)) return null;
  const points = hasPairs(text) ? Array.from(text) : null;
  const spans: Span[] = [];
  const placed: number[] = [];
  let length = 0;
  let taken = 0;
  let wasDeleted: boolean | null = null;
  for (const number of numbers) {
    const count = Math.floor(number / 4) + 1;
    const hasPlace = number % 4 >= 2;
    const isDeleted = number % 2 === 1;
    // The first has a place, and what is alike and simply follows is written as one.
    if (!hasPlace && (wasDeleted === null || wasDeleted === isDeleted)) return null;
    if (hasPlace) placed.push(length);
    const said = isDeleted ? null : (points?.slice(taken, taken + count).join('') ?? text.slice(taken, taken + count));
    if (!isDeleted) taken += count;
    spans.push({ from: length, length: count, text: said });
    wasDeleted = isDeleted;
    length += count;
    if (length > MOST_CHARACTERS) return null;
  }
  return taken === (points ?? text).length ? { spans, length, placed } : null;
};

const hasPairs = (text: string): boolean => /[\ud800-\udfff]/.test(text);

/** Which of all characters is the first of each sitting. */
const firstNumbers = (lengths: readonly number[]): number[] => {
  let sum = 0;
  return lengths.map((length) => {
    sum += length;
    return sum - length;
  });
};

const readPlace = (ids: readonly string[], firsts: readonly number[], written: number): Place => {
  if (written === 0) return null;
  const character = Math.floor((written - 1) / 2);
  let low = 0;
  for (let high = firsts.length - 1; low < high; ) {
    const middle = (low + high + 1) >> 1;
    if ((firsts[middle] as number) <= character) low = middle;
    else high = middle - 1;
  }
  const number = character - (firsts[low] as number);
  return { sitting: ids[low] as string, number, after: written % 2 === 0 };
};

/** The text as JSON, in its only spelling. */
export const writeTyped = (typed: Typed): TypedText => {
  const ids = [...typed.keys()].sort();
  const lengths = ids.map((id) => typed.get(id)?.length ?? 0);
  const firsts = firstNumbers(lengths);
  const first = new Map(ids.map((id, index) => [id, firsts[index] as number]));
  const radix = 2 * lengths.reduce((sum, length) => sum + length, 0) + 1;
  return ids.map((id) => {
    const { spans, places } = typed.get(id) as Sitting;
    const numbers = [...places.keys()].sort((a, b) => a - b);
    const written = numbers.map((number) => {
      const place = places.get(number) ?? null;
      return place ? 1 + 2 * ((first.get(place.sitting) ?? 0) + place.number) + Number(place.after) : 0;
    });
    return [id, writeShape(spans, numbers), packNumbers(written, radix), spans.map(({ text }) => text ?? '').join('')];
  });
};

const writeShape = (spans: readonly Span[], placed: readonly number[]): string => {
  let shape = '';
  let open = { count: 0, hasPlace: false, isDeleted: false };
  let next = 0;
  const close = () => {
    if (open.count > 0) shape += writeNumber(4 * (open.count - 1) + 2 * Number(open.hasPlace) + Number(open.isDeleted));
  };
  for (const { from, length, text } of spans) {
    const end = from + length;
    for (let at = from; at < end; ) {
      const hasPlace = placed[next] === at;
      if (hasPlace) next += 1;
      const until = Math.min(placed[next] ?? end, end);
      if (hasPlace || open.count === 0 || open.isDeleted !== (text === null)) {
        close();
        open = { count: 0, hasPlace, isDeleted: text === null };
      }
      open.count += until - at;
      at = until;
    }
  }
  close();
  return shape;
};

/** Whether a value is a text in its only spelling. */
export const isTypedText = (value: unknown): value is TypedText => readTyped(value) !== null;
