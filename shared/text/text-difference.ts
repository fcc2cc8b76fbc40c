import type { TextEdit } from './edit-text.ts';
import { inOrder, type Stretch } from './text-order.ts';
import { readTyped, type Span, type Typed, type TypedText } from './typed-text.ts';

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
  const known = readTyped(before);
  const typed = readTyped(after);
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

/** Each character of a stretch: as it was, and as it is; null where it was not there or is no longer. */
const compare = function* (known: Typed, { sitting, from, length, points }: Stretch) {
  const spans = known.get(sitting)?.spans ?? [];
  let index = spans.findIndex((span) => span.from + span.length > from);
  for (let number = from; number < from + length; number += 1) {
    let span: Span | undefined = spans[index];
    if (span && number >= span.from + span.length) {
      index += 1;
      span = spans[index];
    }
    const was = span?.points?.[number - span.from] ?? null;
    const is = points?.[number - from] ?? null;
    yield { was, is };
  }
};
