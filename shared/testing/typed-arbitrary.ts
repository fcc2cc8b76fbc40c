import fc from 'fast-check';
import { editText } from '../text/edit-text.ts';
import { mergeTexts } from '../text/merge-texts.ts';
import type { TextEdit } from '../text/open-text.ts';
import { textOf } from '../text/text-order.ts';
import type { TypedText } from '../text/typed-text.ts';

const SITTINGS = ['sittinga', 'sittingb', 'sittingc'] as const;

/** An edit of whatever text it meets: where is a share of its length, so that it always fits. */
export const editArbitrary = fc.record({
  where: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat(4),
  insert: fc.constantFrom('', 'a', 'bc', 'é', '日本', '😀', '\n', 'word '),
});
export type AnyEdit = typeof editArbitrary extends fc.Arbitrary<infer E> ? E : never;

/** The edit at borders of characters of this text. */
export const fitEdit = (text: string, { where, remove, insert }: AnyEdit): TextEdit => {
  const points = Array.from(text);
  const first = Math.floor(where * points.length);
  const units = (from: number, to: number) => points.slice(from, to).join('').length;
  return { at: units(0, first), remove: units(first, first + remove), insert };
};

/** Edits by several sittings, and meetings in which one takes over what another has. */
const stepArbitrary = fc.record({ who: fc.nat(2), from: fc.nat(2), edit: fc.option(editArbitrary) });
export const historyArbitrary = fc.array(stepArbitrary, { maxLength: 14 });
export type TypingHistory = typeof historyArbitrary extends fc.Arbitrary<infer H> ? H : never;

/** What each sitting holds after every step of a history. */
export const playTyping = (history: TypingHistory): TypedText[][] => {
  let texts: TypedText[] = SITTINGS.map(() => []);
  return history.map(({ who, from, edit }) => {
    texts = texts.map((text, index) => {
      if (index !== who) return text;
      if (!edit) return mergeTexts(text, texts[from]) as TypedText;
      return editText(text, fitEdit(textOf(text), edit), SITTINGS[who] as string);
    });
    return texts;
  });
};

// Of one history, or two texts could name different characters alike.
const [longHistory] = fc.sample(fc.array(stepArbitrary, { minLength: 60, maxLength: 60 }), { seed: 6, numRuns: 1 });

/** Texts as devices might have come to hold them: states, old and new, of one and the same text. */
export const typedArbitrary: fc.Arbitrary<TypedText> = fc.constantFrom([], ...playTyping(longHistory ?? []).flat());
