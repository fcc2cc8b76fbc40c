import { type Material, materials } from '@hornbook/shared/collections/materials.ts';
import type { Engine } from '@hornbook/shared/sync/engine/engine.ts';
import { openText } from '@hornbook/shared/text/open-text.ts';
import type { Device } from './device.ts';
import type { Dice } from './dice.ts';
import type { Ledger } from './ledger.ts';
import type { Operation } from './plan.ts';
import { noteId, SUBJECT } from './subjects.ts';

/** Words are told from each other by the operation that typed them. */
const WORD = /w\d+ /g;

/** A learner types a word somewhere in a note, or takes one out; several letters at a time, as people do. [M4] */
export const writeNote = async (
  ledger: Ledger,
  device: Device,
  engine: Engine,
  dice: Dice,
  { n, kind }: Pick<Operation, 'n' | 'kind'>,
): Promise<void> => {
  const id = noteId(device.learner, dice.int(2));
  const sitting = n.toString(36).padStart(8, '0');
  const done = await engine.commit(async (writer): Promise<{ typed?: string; cut?: string }> => {
    const known = (await writer.row(materials, id)) as Material | undefined;
    const text = openText(known?.text ?? []);
    const words = [...text.reads().matchAll(WORD)];
    const borders = [0, ...words.map(({ index, 0: word }) => index + word.length)];
    if (kind === 'cut-note') {
      if (words.length === 0) return {};
      const { index, 0: word } = dice.pick(words);
      text.edit({ at: index, remove: word.length, insert: '' }, sitting);
      await writer.write(materials, { ...noteAt(id, writer.now), text: text.value() });
      return { cut: word };
    }
    const word = `w${n} `;
    const at = dice.pick(borders);
    const letters = 1 + dice.int(word.length);
    text.edit({ at, remove: 0, insert: word.slice(0, letters) }, sitting);
    text.edit({ at: at + letters, remove: 0, insert: word.slice(letters) }, sitting);
    await writer.write(materials, { ...noteAt(id, writer.now), text: text.value() });
    return { typed: word };
  });
  const field = `materials/${id}/text`;
  if (done.typed) ledger.typed(device, field, done.typed);
  if (done.cut) ledger.cut(device, field, done.cut);
};

const noteAt = (id: string, now: number) => ({
  ...{ id, kind: 'text' as const, subjectId: SUBJECT, title: 'A note' },
  ...{ addedAt: now, changedAt: now },
});
