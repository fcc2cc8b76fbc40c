import { readHeld } from './first-form.ts';
import { writeTyped } from './spell-text.ts';
import { hangingOf, inOrder } from './text-order.ts';
import { charactersOf, follows, type Place, type Sitting, type Span, type TypedText } from './typed-text.ts';

/** At `at`, `remove` units go and `insert` comes. In UTF-16 units of the text as it reads, at borders of characters. */
export interface TextEdit {
  at: number;
  remove: number;
  insert: string;
}

/** A text that is being typed in: an edit costs the same whatever the text has been through, and is spelled only on demand. */
export interface OpenText {
  /** How it reads. */
  reads(): string;
  /** The very same value until the next edit that changes something. */
  value(): TypedText;
  edit(edit: TextEdit, sitting: string): void;
}

interface Piece {
  sitting: string;
  from: number;
  length: number;
  text: string | null;
}
interface Character {
  sitting: string;
  number: number;
}

// Neither comes back from the service as it went: they keep their place and length.
// biome-ignore lint/suspicious/noControlCharactersInRegex: U+0000 is what must go.
const UNSTORABLE = /[\u0000]|\p{Surrogate}/gu;

/** Opens a text for typing; of what is not a text, an empty one. */
export const openText = (value: TypedText): OpenText => {
  const typed = readHeld(value) ?? new Map<string, Sitting>();
  const pieces: Piece[] = inOrder(typed).map((stretch) => ({ ...stretch }));
  const lengths = new Map([...typed].map(([id, { length }]) => [id, length]));
  const places = new Map([...typed].map(([id, sitting]) => [id, new Map(sitting.places)]));
  const { beginning, on } = hangingOf(typed);
  let isBegun = beginning.length > 0;
  /** Characters on which another hangs after them, by sitting; besides the one that simply follows. */
  const taken = new Map(
    [...on].map(([id, hanging]) => [
      id,
      new Set([...hanging].filter(([, { after }]) => after.length > 0).map(([number]) => number)),
    ]),
  );
  let reads = pieces.map(({ text }) => text ?? '').join('');
  let spelled: TypedText | null = value;

  /** The index of the piece that begins so many characters after the beginning of another. */
  const cutPiece = (index: number, length: number): number => {
    const piece = pieces[index] as Piece;
    if (length <= 0) return index;
    if (length >= piece.length) return index + 1;
    const part = (from: number, to: number): Piece => ({
      ...{ sitting: piece.sitting, from: piece.from + from, length: to - from },
      text: piece.text === null ? null : charactersOf(piece.text, piece.length, from, to),
    });
    pieces.splice(index, 1, part(0, length), part(length, piece.length));
    return index + 1;
  };

  const join = (index: number): boolean => {
    const one = pieces[index];
    const next = pieces[index + 1];
    if (!one || !next || one.sitting !== next.sitting || one.from + one.length !== next.from) return false;
    if ((one.text === null) !== (next.text === null)) return false;
    if (one.text !== null) one.text += next.text;
    one.length += next.length;
    pieces.splice(index + 1, 1);
    return true;
  };

  const remove = (at: number, units: number): void => {
    let position = 0;
    for (let index = 0; index < pieces.length && position < at + units; index++) {
      const { text, length } = pieces[index] as Piece;
      if (text === null) continue;
      const begin = position;
      position += text.length;
      if (position <= at) continue;
      const first = fitting(text, length, at - begin);
      const last = fitting(text, length, at + units - begin);
      if (last <= first) continue;
      const end = cutPiece(index, last);
      const gone = pieces[cutPiece(index, first)] as Piece;
      gone.text = null;
      // What was deleted letter by letter from the end becomes one piece again.
      index = end - 1 + (first > 0 ? 1 : 0);
      if (join(index - 1)) index -= 1;
      join(index);
    }
  };

  /** Between which characters something is to stand after `at` units, and after what was deleted there; and in which piece's place. */
  const gapAt = (at: number): { index: number; before: Character | null; after: Character | null } => {
    let position = 0;
    let before: Character | null = null;
    for (let index = 0; index < pieces.length; index++) {
      const { sitting, from, length, text } = pieces[index] as Piece;
      const fit = text === null || position + text.length <= at ? length : fitting(text, length, at - position);
      if (fit > 0) before = { sitting, number: from + fit - 1 };
      if (fit < length) return { index: cutPiece(index, fit), before, after: { sitting, number: from + fit } };
      position += text?.length ?? 0;
    }
    return { index: pieces.length, before, after: null };
  };

  /** On a character nothing hangs after yet, after it; else before the next, on which then nothing hangs before. */
  const placeIn = (before: Character | null, after: Character | null): Place => {
    if (!before) return after && isBegun ? { ...after, after: false } : null;
    const { sitting, number } = before;
    const isFollowed = number + 1 < (lengths.get(sitting) ?? 0) && !places.get(sitting)?.has(number + 1);
    const isFree = !isFollowed && !taken.get(sitting)?.has(number);
    return isFree || !after ? { ...before, after: true } : { ...after, after: false };
  };

  const insert = (at: number, text: string, sitting: string): void => {
    const { index, before, after } = gapAt(at);
    const from = lengths.get(sitting) ?? 0;
    const place = placeIn(before, after);
    const length = Array.from(text).length;
    const own = places.get(sitting) ?? new Map<number, Place>();
    places.set(sitting, own);
    if (!follows(place, sitting, from)) {
      own.set(from, place);
      if (!place) isBegun = true;
      else if (place.after) taken.set(place.sitting, (taken.get(place.sitting) ?? new Set()).add(place.number));
    }
    lengths.set(sitting, from + length);
    pieces.splice(index, 0, { sitting, from, length, text });
    join(index - 1);
  };

  const spell = (): TypedText => {
    const spans = new Map<string, Span[]>([...lengths.keys()].map((id) => [id, []]));
    for (const { sitting, from, length, text } of pieces) spans.get(sitting)?.push({ from, length, text });
    return writeTyped(
      new Map(
        [...spans].map(([id, list]) => [
          id,
          {
            spans: list.sort((a, b) => a.from - b.from),
            length: lengths.get(id) ?? 0,
            places: places.get(id) ?? new Map<number, Place>(),
          },
        ]),
      ),
    );
  };

  return {
    reads: () => reads,
    value: () => {
      spelled ??= spell();
      return spelled;
    },
    edit: ({ at, remove: units, insert: given }, sitting) => {
      const text = given.replace(UNSTORABLE, '\ufffd');
      if (units > 0) remove(at, units);
      if (text !== '') insert(at, text, sitting);
      if (units <= 0 && text === '') return;
      reads = reads.slice(0, at) + text + reads.slice(at + Math.max(0, units));
      spelled = null;
    },
  };
};

/** How many characters of a text that has so many begin and end within so many units. */
const fitting = (text: string, length: number, units: number): number => {
  if (units <= 0) return 0;
  if (units >= text.length) return length;
  return text.length === length ? units : Array.from(text.slice(0, units)).length;
};
