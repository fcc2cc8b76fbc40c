import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { materials } from '@hornbook/shared/collections/materials.ts';
import { MAX_ROW_GZIP_BYTES } from '@hornbook/shared/sync/protocol.ts';
import { gzipBytesAtMost, isTooLarge } from '@hornbook/shared/sync/row-size.ts';
import { editText, typeAll } from '@hornbook/shared/text/edit-text.ts';
import { readHeld } from '@hornbook/shared/text/first-form.ts';
import { mergeTexts } from '@hornbook/shared/text/merge-texts.ts';
import { splitText } from '@hornbook/shared/text/split-text.ts';
import { textOf } from '@hornbook/shared/text/text-order.ts';
import { readableUnits, type TypedText } from '@hornbook/shared/text/typed-text.ts';
import { cleanText } from '../clean-text.ts';
import { connect } from '../connections.ts';
import { randomText, uuidV7 } from '../ids.ts';
import { localWrite, type NotStored, orNotStored } from '../local-write.ts';
import type { Stored } from './set-profile.ts';

/** What two devices add on their own may come together: a quarter of a row is left for that. */
const MAX_NOTE_BYTES = MAX_ROW_GZIP_BYTES * 0.75;
const MAX_PART_BYTES = MAX_ROW_GZIP_BYTES * 0.6;

export type NoteSaved = Stored | { kind: 'too-long' } | { kind: 'unknown' } | NotStored;

/**
 * Keeps what was typed: it is joined with whatever is stored. What makes a note too long is set aside on this device, so
 * that it is there again whatever happens (`readAside`). With `hold` it is not sent yet.
 */
export const saveNote = async (id: string, text: TypedText, { hold = false } = {}): Promise<NoteSaved> => {
  const connections = await connect();
  const saved = await localWrite(
    connections,
    async ({ at, get, put }): Promise<NoteSaved> => {
      const known = await get('materials', id);
      if (!known) return { kind: 'unknown' };
      const joined = mergeTexts(known.text, text) as TypedText;
      const row = { ...known, text: joined } as unknown as AnyRow;
      const isFull = isTooLarge(materials, row, MAX_NOTE_BYTES);
      if (isFull && (isLonger(joined, known.text) || isTooLarge(materials, row))) return { kind: 'too-long' };
      await put('materials', { id, deletedAt: known.deletedAt, text, changedAt: at });
      return { kind: 'stored' };
    },
    { hold },
  );
  const { asides } = connections.learner;
  if (saved.kind === 'stored') await asides.delete(id).catch(() => undefined);
  if (saved.kind !== 'too-long') return saved;
  return orNotStored(async (): Promise<NoteSaved> => {
    await asides.put({ materialId: id, text });
    return saved;
  });
};

/** Whether more is to be read; what makes a note shorter is taken whatever its size. */
const isLonger = (text: TypedText, before: TypedText): boolean =>
  readableUnits(readHeld(text) ?? new Map()) > readableUnits(readHeld(before) ?? new Map());

/** Whether a note can say so much and still grow. */
export const fitsNote = (text: string): boolean => gzipBytesAtMost(JSON.stringify(text)) < MAX_PART_BYTES;

/** Whether a note that is too long is so by what it says; else by all that was changed in it. */
export const isLongToRead = (text: TypedText): boolean => !fitsNote(textOf(text));

/** `ids`: the new notes, in order. `begun-anew`: all of it is in them, without its past, and the old note is deleted. */
export type NoteSplit = { kind: 'split' | 'begun-anew'; ids: string[] } | { kind: 'unknown' } | NotStored;

/**
 * A note that is too long becomes several, of the same subject: it keeps its beginning, and what follows is in new notes
 * beside it. Where even that is too much, since every place that was ever changed takes room, it begins anew as a whole;
 * what other devices still type in the old one brings that back among what was recovered. `text` is all that was typed,
 * `titleOf` names the second and the others.
 */
export const splitNote = async (
  id: string,
  text: TypedText,
  titleOf: (number: number) => string,
): Promise<NoteSplit> => {
  const connections = await connect();
  const split = await localWrite(connections, async ({ at, get, put }): Promise<NoteSplit> => {
    const known = await get('materials', id);
    if (!known) return { kind: 'unknown' };
    const joined = mergeTexts(known.text, text) as TypedText;
    const reads = textOf(joined);
    const parts = splitText(reads, fitsNote);
    const first = parts[0] ?? '';
    const kept = editText(joined, { at: first.length, remove: reads.length - first.length, insert: '' }, randomText(8));
    const isAnew = isTooLarge(materials, { ...known, text: kept } as unknown as AnyRow, MAX_NOTE_BYTES);
    await put(
      'materials',
      isAnew ? { id, deletedAt: at } : { id, deletedAt: known.deletedAt, text: kept, changedAt: at },
    );
    const ids: string[] = [];
    for (const [index, part] of parts.entries()) {
      if (index === 0 && !isAnew) continue;
      const newId = uuidV7(at);
      const title = index === 0 ? known.title : cleanText(titleOf(index + 1), 200);
      const said = { id: newId, kind: 'text', subjectId: known.subjectId, title } as const;
      await put('materials', { ...said, addedAt: at + index, changedAt: at, text: typeAll(part, randomText(8)) });
      ids.push(newId);
    }
    return { kind: isAnew ? 'begun-anew' : 'split', ids };
  });
  if ('ids' in split) await connections.learner.asides.delete(id).catch(() => undefined);
  return split;
};

const VERSIONS_KEPT_MS = 30 * 86_400_000;
const MOST_VERSIONS = 300;

/** Keeps how a note reads now, unless it reads as the last time. */
export const keepVersion = async (materialId: string, text: string, at: number): Promise<void> => {
  const { learner } = await connect();
  const keep = async () => {
    const known = learner.noteVersions
      .where('[materialId+at]')
      .between([materialId, 0], [materialId, Number.POSITIVE_INFINITY]);
    const keys = await known.primaryKeys();
    const last = keys.length > 0 ? await learner.noteVersions.get(keys.at(-1) as number) : undefined;
    const old = await learner.noteVersions
      .where('at')
      .below(at - VERSIONS_KEPT_MS)
      .primaryKeys();
    await learner.noteVersions.bulkDelete([...old, ...keys.slice(0, Math.max(0, keys.length - MOST_VERSIONS))]);
    if (text !== '' && last?.text !== text) await learner.noteVersions.add({ materialId, at, text });
  };
  // A version is a kindness: the note itself is what must be kept, and says so by itself.
  await learner.transaction('rw', learner.noteVersions, keep).catch(() => undefined);
};
