import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../testing/property-runs.ts';
import { editArbitrary, fitEdit, historyArbitrary, playTyping } from '../testing/typed-arbitrary.ts';
import { editText } from './edit-text.ts';
import { mergeTexts } from './merge-texts.ts';
import { textOf } from './text-order.ts';
import { isTypedText, readTyped, type TypedText, writeTyped } from './typed-text.ts';

const runs = propertyRuns(300);
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
});

describe('what is no text', () => {
  // Like a text in almost everything.
  const piece = fc.oneof(
    fc.constantFrom('', 'a', 'bc', '\ud83d'),
    fc.integer({ min: -3, max: 9 }),
    fc.constantFrom(-0, 1.5, Number.MAX_SAFE_INTEGER, -(2 ** 40), null, true, [], {}),
  );
  const line = fc.tuple(fc.constantFrom('sittinga', 'sittingb', 'x', 1), fc.array(piece, { maxLength: 5 }));
  const almost = fc.oneof(
    fc.array(
      line.map(([id, pieces]) => [id, ...pieces]),
      { maxLength: 3 },
    ),
    fc.jsonValue(),
  );

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
      propertyRuns(2000),
    );
  });

  test('[M4] is told from a text', () => {
    const bad: unknown[] = [
      null,
      {},
      [[]],
      [['sittinga']],
      [['sittinga', 'no place']],
      [['sittinga', 0]],
      [['sittinga', 0, '']],
      [['sittinga', 0, 'a', 'b']],
      [['sittinga', 0, -1, -1]],
      [['sittinga', 0, 'a', 2, 'follows anyway']],
      [['sittinga', 0, 'a', 99, 'beside what is not there']],
      [
        ['sittingb', 0, 'a'],
        ['sittinga', 0, 'b'],
      ],
      [['SITTINGA', 0, 'a']],
      [['sittinga', 0, -(2 ** 31) - 1]],
    ];
    for (const value of bad) expect(isTypedText(value)).toBe(false);
    expect(isTypedText([['sittinga', 0, 'a', -2, 'b', 1, 'before the first']])).toBe(true);
  });
});
