import { readHeld } from './first-form.ts';
import type { TextEdit } from './open-text.ts';
import { inOrder, type Stretch } from './text-order.ts';
import { cutSpan, type Span, type Typed, type TypedText } from './typed-text.ts';

const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;
/** Whether a pair of units that is one character would be cut here. */
const cuts = (text: string, at: number): boolean => at > 0 && at < text.length && isLow(text.charCodeAt(at));

/**
 * The one edit that makes `after` of `before`, as short as can be. Where several would do (a letter typed into a row of the
 * same letter), the one that ends at `caret`, in UTF-16 units of `after`. Null if they are the same.
 */
export const differenceOf = (before: string, after: string, caret = after.length): TextEdit | null => {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  const tail = Math.min(most, after.length - Math.max(0, Math.min(caret, after.length)));
  let end = 0;
  while (end < tail && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  let start = 0;
  while (start < most - end && before[start] === after[start]) start += 1;
  // Without a caret to go by, what is left may still end alike.
  while (start + end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  while (start > 0 && (cuts(before, start) || cuts(after, start))) start -= 1;
  while (end > 0 && (cuts(before, before.length - end) || cuts(after, after.length - end))) end -= 1;
  return { at: start, remove: before.length - start - end, insert: after.slice(start, after.length - end) };
};

/**
 * What `after` has that `before` has not, as edits of how `before` reads; the last one first, so that each can be made in
 * turn. `after` holds all that `before` does.
 */
export const editsBetween = (before: TypedText, after: TypedText): TextEdit[] => {
  const known = readHeld(before);
  const typed = readHeld(after);
  if (!known || !typed) return [];
  const edits: TextEdit[] = [];
  let position = 0;
  let open: TextEdit | null = null;
  const edit = (): TextEdit => {
    open ??= { at: position, remove: 0, insert: '' };
    return open;
  };
  const close = () => {
    if (open) edits.push(open);
    open = null;
  };
  for (const stretch of inOrder(typed)) {
    for (const { was, is } of compare(known, stretch)) {
      if (was && is) {
        close();
        position += is.length;
      } else if (was) {
        edit().remove += was.length;
        position += was.length;
      } else if (is) edit().insert += is;
    }
  }
  close();
  return edits.reverse();
};

/** A stretch in parts: each as it was, and as it is; null where it was not there or is no longer. */
const compare = function* (known: Typed, stretch: Stretch) {
  const spans = known.get(stretch.sitting)?.spans ?? [];
  const end = stretch.from + stretch.length;
  let at = stretch.from;
  for (let index = firstReaching(spans, at); at < end; index += 1) {
    const span = spans[index];
    const until = span ? Math.min(end, span.from + span.length) : end;
    yield { was: span ? cutSpan(span, at, until).text : null, is: cutSpan(stretch, at, until).text };
    at = until;
  }
};

/** Which span holds the character of that number, or would come after all. */
const firstReaching = (spans: readonly Span[], number: number): number => {
  let low = 0;
  for (let high = spans.length; low < high; ) {
    const middle = (low + high) >> 1;
    const { from, length } = spans[middle] as Span;
    if (from + length > number) high = middle;
    else low = middle + 1;
  }
  return low;
};
