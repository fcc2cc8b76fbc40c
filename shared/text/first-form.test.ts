import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Material } from '../collections/materials.ts';
import { editText } from './edit-text.ts';
import { inTodaysForm } from './first-form.ts';
import { isTypedText } from './spell-text.ts';
import { textOf } from './text-order.ts';
import type { TypedText } from './typed-text.ts';

const released = JSON.parse(
  readFileSync(join(import.meta.dirname, '../collections/released/materials.1.json'), 'utf8'),
) as Material[];
/** What the app of then showed of them. */
const READ = [
  'ébc😀é日日本本',
  '😀c本本日本日本日é',
  'word 本aé日本\n',
  'word rd 本aé日本\n',
  '日本aé日本\n',
  'bc😀é日本\n',
];

test('[M3] notes of the first form read as they did, at once and when they have become of today’s', () => {
  expect(released.map(({ text }) => textOf(text))).toEqual(READ);
  const today = released.map(({ text }) => inTodaysForm(text) as TypedText);
  expect(today.every(isTypedText)).toBe(true);
  expect(today.map(textOf)).toEqual(READ);
  for (const text of today) expect(inTodaysForm(text)).toBe(text);
});

test('[M3] typing in a note of the first form loses nothing of it', () => {
  for (const [index, { text }] of released.entries()) {
    const edited = editText(text, { at: 0, remove: 0, insert: 'new ' }, 'sittingz');
    expect(textOf(edited)).toBe(`new ${READ[index]}`);
    expect(isTypedText(edited)).toBe(true);
  }
});

test('[M3] what is no text of any form comes back as it is, and is refused as before', () => {
  for (const value of [
    null,
    7,
    'text',
    [['sittinga']],
    [['sittinga', -3]],
    [['sittinga', 3, 'a']],
    [[0, 'a']],
    [['a', 0, 0]],
  ])
    expect(inTodaysForm(value)).toBe(value);
});
