import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../testing/property-runs.ts';
import { historyArbitrary, playTyping } from '../testing/typed-arbitrary.ts';
import { mergeTexts } from './merge-texts.ts';
import type { TextEdit } from './open-text.ts';
import { differenceOf, editsBetween } from './text-difference.ts';
import { textOf } from './text-order.ts';
import type { TypedText } from './typed-text.ts';

const runs = propertyRuns(100);
const apply = (text: string, { at, remove, insert }: TextEdit) => text.slice(0, at) + insert + text.slice(at + remove);
const some = fc.array(fc.constantFrom('a', 'b', '😀', '😁', 'é'), { maxLength: 8 }).map((letters) => letters.join(''));

describe('the difference of two texts', () => {
  test('makes the one of the other, and never cuts a character', () => {
    fc.assert(
      fc.property(some, some, fc.nat(12), (before, after, caret) => {
        const edit = differenceOf(before, after, caret);
        expect(edit === null).toBe(before === after);
        if (!edit) return;
        expect(apply(before, edit)).toBe(after);
        for (const part of [edit.insert, before.slice(edit.at, edit.at + edit.remove)])
          expect(part).not.toMatch(/\p{Surrogate}/u);
      }),
      runs,
    );
  });

  test('is where the caret is, among letters that are all the same', () => {
    expect(differenceOf('aaaa', 'aaaaa', 2)).toEqual({ at: 1, remove: 0, insert: 'a' });
    expect(differenceOf('aaaa', 'aaa', 1)).toEqual({ at: 1, remove: 1, insert: '' });
    expect(differenceOf('the cat', 'the black cat', 10)).toEqual({ at: 4, remove: 0, insert: 'black ' });
    expect(differenceOf('a😀', 'a😁')).toEqual({ at: 1, remove: 2, insert: '😁' });
  });

  test('[M4] of what came from elsewhere says what happened to each character', () => {
    fc.assert(
      fc.property(historyArbitrary, fc.nat(2), fc.nat(2), (history, one, other) => {
        const last = playTyping(history).at(-1) ?? [];
        const before = last[one] ?? [];
        const after = mergeTexts(before, last[other] ?? []) as TypedText;
        expect(editsBetween(before, after).reduce(apply, textOf(before))).toBe(textOf(after));
      }),
      runs,
    );
  });
});
