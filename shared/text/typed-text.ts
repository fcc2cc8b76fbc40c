/**
 * A text that several devices may type in at once: every character that was ever typed, each known by its sitting (one
 * tab's time with the text) and its number there. A character hangs before or after another one, or at the beginning; of
 * what was deleted only the places are kept. So two texts are joined by taking the characters of both, a deletion winning,
 * and the order follows from the characters alone.
 *
 * As JSON: one line a sitting, sittings in order. Its id; which of its characters are there, which are deleted, and which
 * have a place of their own; those places; the characters that are there. How the two in the middle are written is said
 * in spell-text.ts. There is one way to write a given text, and `readTyped` takes no other. [S4]
 */
export type TypedText = [id: string, shape: string, places: string, text: string][];

/** Where a character hangs that does not simply follow the one before it; null: at the beginning. */
export type Place = { sitting: string; number: number; after: boolean } | null;

/** Characters with following numbers: all deleted, or all there. Characters are code points, so none is ever cut in two. */
export interface Span {
  readonly from: number;
  /** In characters; the text may have more UTF-16 units. */
  readonly length: number;
  /** Null: deleted. */
  readonly text: string | null;
}

export interface Sitting {
  /** Gapless from 0. */
  readonly spans: readonly Span[];
  readonly length: number;
  /** By number. The first character of a sitting always has one. */
  readonly places: ReadonlyMap<number, Place>;
}

export type Typed = ReadonlyMap<string, Sitting>;

/** Whether a place is where the character of that number would hang anyway. */
export const follows = (place: Place, sitting: string, number: number): boolean =>
  place?.after === true && place.sitting === sitting && place.number === number - 1;

/** The characters from one number to another of a text that has so many; by units where each of them is one. */
export const charactersOf = (text: string, length: number, from: number, to: number): string =>
  text.length === length ? text.slice(from, to) : Array.from(text).slice(from, to).join('');

/** The part of a span between two numbers. */
export const cutSpan = (span: Span, from: number, to: number): Span =>
  from === span.from && to === span.from + span.length
    ? span
    : {
        from,
        length: to - from,
        text: span.text === null ? null : charactersOf(span.text, span.length, from - span.from, to - span.from),
      };

/** How many UTF-16 units can be read. */
export const readableUnits = (typed: Typed): number => {
  let units = 0;
  for (const { spans } of typed.values()) for (const { text } of spans) units += text?.length ?? 0;
  return units;
};
