import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { materials } from '@hornbook/shared/collections/materials.ts';
import { MAX_ROW_GZIP_BYTES } from '@hornbook/shared/sync/protocol.ts';
import { gzipBytesAtMost, isTooLarge } from '@hornbook/shared/sync/row-size.ts';
import { editText, typeAll } from '@hornbook/shared/text/edit-text.ts';
import { mergeTexts } from '@hornbook/shared/text/merge-texts.ts';
import { splitText } from '@hornbook/shared/text/split-text.ts';
import { textOf } from '@hornbook/shared/text/text-order.ts';
import type { TypedText } from '@hornbook/shared/text/typed-text.ts';
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
      const grew = textOf(joined).length > textOf(known.text).length;
      if (grew && isTooLarge(materials, row, MAX_NOTE_BYTES)) return { kind: 'too-long' };
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

/**
 * A note that is too long becomes several, of the same subject: it keeps its beginning, and what follows is in new notes
 * beside it. `text` is all that was typed, `titleOf` names the second and the others.
 */
export const splitNote = async (
  id: string,
  text: TypedText,
  titleOf: (number: number) => string,
): Promise<{ kind: 'split'; ids: string[] } | { kind: 'unknown' } | NotStored> => {
  const connections = await connect();
  const split = await localWrite(connections, async ({ at, get, put }) => {
    const known = await get('materials', id);
    if (!known) return { kind: 'unknown' as const };
    const joined = mergeTexts(known.text, text) as TypedText;
    const fits = (part: string) => gzipBytesAtMost(JSON.stringify(part)) < MAX_PART_BYTES;
    const [first = '', ...others] = splitText(textOf(joined), fits);
    const remove = textOf(joined).length - first.length;
    const kept = editText(joined, { at: first.length, remove, insert: '' }, randomText(8));
    await put('materials', { id, deletedAt: known.deletedAt, text: kept, changedAt: at });
    const ids = others.map(() => uuidV7(at));
    for (const [index, part] of others.entries()) {
      const title = cleanText(titleOf(index + 2), 200);
      const said = { id: ids[index] as string, kind: 'text', subjectId: known.subjectId, title } as const;
      await put('materials', { ...said, addedAt: at + index, changedAt: at, text: typeAll(part, randomText(8)) });
    }
    return { kind: 'split' as const, ids };
  });
  if (split.kind === 'split') await connections.learner.asides.delete(id).catch(() => undefined);
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
