import { editText, typeAll } from '@hornbook/shared/text/edit-text.ts';
import { mergeTexts } from '@hornbook/shared/text/merge-texts.ts';
import { readTyped, writeTyped } from '@hornbook/shared/text/spell-text.ts';
import { textOf } from '@hornbook/shared/text/text-order.ts';
import type { TypedText } from '@hornbook/shared/text/typed-text.ts';
import { beforeEach, expect, test } from 'vitest';
import type { Connections } from '../connections.ts';
import { readAside } from '../queries/notes.ts';
import { freshDevice } from '../testing/fresh-device.ts';
import { createMaterial } from './keep-materials.ts';
import { isLongToRead, keepVersion, saveNote, splitNote } from './type-in-note.ts';

let device: Connections;
let id: string;
beforeEach(async () => {
  device = await freshDevice();
  const made = await createMaterial('0190a000-0000-7000-8000-000000000001', 'Leaves', { kind: 'text' });
  id = made.kind === 'created' ? made.id : '';
});
const stored = async (key = id) => (await device.learner.rows('materials').get(key))?.text ?? [];
/** Words that hardly repeat, as gzip sees it. */
const prose = (words: number): string => {
  let seed = 1;
  const next = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed.toString(36);
  };
  return Array.from({ length: words }, (_, n) => next() + (n % 40 === 39 ? '\n\n' : ' ')).join('');
};

test('[M4] what two tabs type in one note is joined as it is saved', async () => {
  const base = typeAll('one two', 'sittinga');
  await saveNote(id, base);
  await saveNote(id, editText(base, { at: 3, remove: 0, insert: ' and' }, 'sittingb'));
  await saveNote(id, editText(base, { at: 7, remove: 0, insert: ' three' }, 'sittingc'));
  expect(textOf(await stored())).toBe('one and two three');
  expect(await device.learner.outbox.count()).toBe(1);
});

test('a note too long for a row says so, loses nothing, and becomes several that are not', async () => {
  const short = typeAll('Short.\n\n', 'sittinga');
  expect(await saveNote(id, short)).toEqual({ kind: 'stored' });
  const text = `Short.\n\n${prose(9_000)}`;
  const long = editText(short, { at: 8, remove: 0, insert: text.slice(8) }, 'sittinga');
  expect(await saveNote(id, long)).toEqual({ kind: 'too-long' });
  expect(textOf(await stored())).toBe('Short.\n\n');
  expect(textOf((await readAside(id)) ?? [])).toBe(text);

  const split = await splitNote(id, long, (number) => `Leaves (${number})`);
  if (split.kind !== 'split') throw new Error(split.kind);
  expect(split.ids.length).toBeGreaterThan(0);
  const parts = await Promise.all([id, ...split.ids].map(async (key) => textOf(await stored(key))));
  expect(parts.join('')).toBe(text);
  expect(await readAside(id)).toBeNull();
  // Each has room to grow again.
  for (const key of [id, ...split.ids]) {
    const now = await stored(key);
    expect(await saveNote(key, editText(now, { at: 0, remove: 0, insert: 'More. ' }, 'sittingz'))).toEqual({
      kind: 'stored',
    });
  }
  // What other devices typed in the long one still finds its place.
  const elsewhere = editText(short, { at: 0, remove: 0, insert: 'Elsewhere. ' }, 'sittingx');
  expect(textOf(mergeTexts(await stored(), elsewhere) as TypedText)).toContain('Elsewhere. ');
});

test('a note that was changed in too many places begins anew, and nothing of it is lost', async () => {
  const said = typeAll(prose(400), 'sittinga');
  // A letter typed and deleted again in twenty thousand places.
  const places = new Map(
    Array.from({ length: 20_000 }, (_, n) => [n, { sitting: 'sittinga', number: (n * 7_919) % 2_000, after: true }]),
  );
  const typed = new Map(readTyped(said)).set('sittingb', {
    ...{ spans: [{ from: 0, length: 20_000, text: null }], length: 20_000, places },
  });
  const changed = writeTyped(typed);
  expect(isLongToRead(changed)).toBe(false);
  expect(await saveNote(id, typeAll('Before.', 'sittinga'))).toEqual({ kind: 'stored' });
  expect(await saveNote(id, changed)).toEqual({ kind: 'too-long' });
  const anew = await splitNote(id, changed, (number) => `Leaves (${number})`);
  if (anew.kind !== 'begun-anew') throw new Error(anew.kind);
  const [key = ''] = anew.ids;
  expect(anew.ids).toHaveLength(1);
  expect(await device.learner.rows('materials').get(key)).toMatchObject({ title: 'Leaves', deletedAt: null });
  expect(textOf(await stored(key))).toBe(textOf(mergeTexts(await stored(), changed) as TypedText));
  const old = await device.learner.rows('materials').get(id);
  expect(old?.deletedAt).not.toBeNull();
  expect(await saveNote(key, editText(await stored(key), { at: 0, remove: 0, insert: 'x' }, 'sittingz'))).toEqual({
    kind: 'stored',
  });
});

test('a note that is shortened is kept, even if it was too long before', async () => {
  await saveNote(id, typeAll('Short.', 'sittinga'));
  const long = editText(await stored(), { at: 6, remove: 0, insert: prose(9_000) }, 'sittinga');
  expect(await saveNote(id, long)).toEqual({ kind: 'too-long' });
  const shortened = editText(long, { at: 3, remove: textOf(long).length - 3, insert: '' }, 'sittinga');
  expect(await saveNote(id, shortened)).toEqual({ kind: 'stored' });
  expect(textOf(await stored())).toBe('Sho');
});

test('earlier versions are kept for thirty days, each once', async () => {
  const day = 86_400_000;
  const now = 100 * day;
  await keepVersion(id, 'first', now - 31 * day);
  await keepVersion(id, 'second', now - day);
  await keepVersion(id, 'second', now - 1_000);
  await keepVersion(id, 'third', now);
  await keepVersion('another', 'other', now);
  const kept = await device.learner.noteVersions
    .where('[materialId+at]')
    .between([id, 0], [id, now + 1])
    .toArray();
  expect(kept.map(({ text }) => text)).toEqual(['second', 'third']);
});
