import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../testing/property-runs.ts';
import { editArbitrary, fitEdit, historyArbitrary, playTyping, typedArbitrary } from '../testing/typed-arbitrary.ts';
import { editText, typeAll } from './edit-text.ts';
import { mergeTexts } from './merge-texts.ts';
import { openText } from './open-text.ts';
import { isTypedText, readTyped, writeTyped } from './spell-text.ts';
import { textOf } from './text-order.ts';
import type { TypedText } from './typed-text.ts';

const runs = propertyRuns(100);
const merge = (a: unknown, b: unknown) => mergeTexts(a, b) as TypedText;

describe('a text that several sittings type in', () => {
  test('[M4] is the same whatever the order in which its states, old and new, come together, and however often', () => {
    fc.assert(
      fc.property(historyArbitrary, fc.infiniteStream(fc.nat()), (history, chance) => {
        const states = playTyping(history).flat();
        const all = states.reduce<TypedText>((a, b) => merge(a, b), []);
        const shuffled = [...states, ...states].sort(() => ((chance.next().value ?? 0) % 2) - 0.5);
        const again = shuffled.reduce<TypedText>((a, b) => merge(b, a), []);
        expect(again).toEqual(all);
        expect(textOf(again)).toBe(textOf(all));
        for (const state of states) expect(merge(all, state)).toBe(all);
      }),
      runs,
    );
  });

  test('[M4] after an edit reads as the edit says, and holds all that was held before', () => {
    fc.assert(
      fc.property(historyArbitrary, editArbitrary, (history, any) => {
        for (const text of playTyping(history).at(-1) ?? []) {
          const reads = textOf(text);
          const edit = fitEdit(reads, any);
          const edited = editText(text, edit, 'sittingd');
          expect(textOf(edited)).toBe(reads.slice(0, edit.at) + edit.insert + reads.slice(edit.at + edit.remove));
          expect(merge(edited, text)).toBe(edited);
          expect(merge(text, edited)).toEqual(edited);
          expect(isTypedText(edited)).toBe(true);
        }
      }),
      runs,
    );
  });

  test('[M4] loses nothing that was typed on two sides at once, and does not mix their words', () => {
    fc.assert(
      fc.property(historyArbitrary, fc.nat(50), fc.nat(50), (history, here, there) => {
        const text = playTyping(history).at(-1)?.[0] ?? [];
        const reads = textOf(text);
        const type = (where: number, words: string, sitting: string) => {
          const { at } = fitEdit(reads, { where: where / 51, remove: 0, insert: '' });
          const letter = (typed: TypedText, insert: string, index: number) =>
            editText(typed, { at: at + index, remove: 0, insert }, sitting);
          return Array.from(words).reduce(letter, text);
        };
        const one = type(here, 'FIRST', 'sittingx');
        const other = type(there, 'SECOND', 'sittingy');
        const both = textOf(merge(one, other));
        expect(both).toContain('FIRST');
        expect(both).toContain('SECOND');
        expect(both.length).toBe(reads.length + 'FIRSTSECOND'.length);
        expect(both.replace('FIRST', '').replace('SECOND', '')).toBe(reads);
      }),
      runs,
    );
  });

  test('[M4] has one spelling', () => {
    fc.assert(
      fc.property(historyArbitrary, (history) => {
        for (const text of playTyping(history).flat()) {
          const typed = readTyped(text);
          expect(typed).not.toBeNull();
          if (typed) expect(writeTyped(typed)).toEqual(text);
        }
      }),
      runs,
    );
  });

  test('[M4] kept open for many edits is what it would be if it were opened for each', () => {
    fc.assert(
      fc.property(
        historyArbitrary,
        fc.array(fc.tuple(editArbitrary, fc.constantFrom('sittinga', 'sittingd')), { maxLength: 20 }),
        (history, edits) => {
          let closed = playTyping(history).at(-1)?.[1] ?? [];
          const open = openText(closed);
          for (const [any, sitting] of edits) {
            const edit = fitEdit(open.reads(), any);
            open.edit(edit, sitting);
            closed = editText(closed, edit, sitting);
          }
          expect(open.value()).toEqual(closed);
          expect(open.value()).toBe(open.value());
          expect(open.reads()).toBe(textOf(closed));
        },
      ),
      runs,
    );
  });
});

describe('what is no text', () => {
  // Like a text in almost everything: shapes and places of few digits, so that many of them are one by chance.
  const digits = fc.array(fc.constantFrom('!', '"', '#', '$', '%', '&', '(', ' ', 'z', '~'), { maxLength: 5 });
  const word = fc.oneof(
    digits.map((list) => list.join('')),
    fc.constantFrom('', 'a', 'bc', '😀', '\ud83d', '\u0000'),
  );
  const line = fc.tuple(fc.constantFrom('sittinga', 'sittingb', 'x'), word, word, fc.oneof(word, fc.integer()));
  const almost = fc.oneof(fc.array(line, { maxLength: 3 }), typedArbitrary, fc.jsonValue());

  test('[M4] is merged all the same, in any order, and read as nothing', () => {
    fc.assert(
      fc.property(almost, almost, almost, (a, b, c) => {
        const canon = (value: unknown) => JSON.stringify(value);
        expect(canon(mergeTexts(a, b))).toBe(canon(mergeTexts(b, a)));
        expect(canon(mergeTexts(mergeTexts(a, b), c))).toBe(canon(mergeTexts(a, mergeTexts(b, c))));
        expect(mergeTexts(a, structuredClone(a))).toBe(a);
        for (const any of [a, b, c, mergeTexts(a, b)]) {
          expect(typeof textOf(any as TypedText)).toBe('string');
          if (isTypedText(any)) expect(isTypedText(mergeTexts(any, a))).toBe(true);
        }
      }),
      propertyRuns(400),
    );
  });

  test('[M4] is told from a text', () => {
    // One sitting that typed "ab": `(` is a stretch of two with a place, `!` that place, the beginning.
    expect(typeAll('ab', 'sittinga')).toEqual([['sittinga', '(', '!', 'ab']]);
    const bad: unknown[] = [
      null,
      {},
      [[]],
      [['sittinga', '(', '!']],
      [['sittinga', '(', '!', 'ab', '']],
      // Nothing typed; no place for the first; characters that were not counted; too few; a place too many; too few.
      [['sittinga', '', '', '']],
      [['sittinga', '%', '', 'ab']],
      [['sittinga', '(', '!', 'abc']],
      [['sittinga', '(', '!', 'a']],
      [['sittinga', '(', '!!', 'ab']],
      [['sittinga', '(', '', 'ab']],
      // Two stretches where one would do; a place where it follows anyway; one beside what is not there.
      [['sittinga', '$!', '!', 'ab']],
      [['sittinga', '$$', '$', 'ab']],
      [['sittinga', '(', '~', 'ab']],
      // In no order; a sitting that can't be; characters that can't be kept; a number that never ends.
      [
        ['sittingb', '$', '!', 'a'],
        ['sittinga', '$', '!', 'a'],
      ],
      [['SITTINGA', '(', '!', 'ab']],
      [['sittinga', '(', '!', 'a\u0000']],
      [['sittinga', '(', '!', 'a\ud83d']],
      [['sittinga', '~~~~~~~~~~!', '!', '']],
    ];
    for (const value of bad) expect(isTypedText(value)).toBe(false);
    expect(isTypedText(editText(typeAll('ab', 'sittinga'), { at: 1, remove: 1, insert: 'c' }, 'sittinga'))).toBe(true);
  });
});
