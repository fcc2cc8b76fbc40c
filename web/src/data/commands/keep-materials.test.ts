import { formatHlc, hlcMs } from '@hornbook/shared/sync/hlc.ts';
import { textOf } from '@hornbook/shared/text/text-order.ts';
import { beforeEach, expect, test } from 'vitest';
import type { Connections } from '../connections.ts';
import { readMaterial, readRecovered, readSubject, readSubjects } from '../queries/subjects.ts';
import { freshDevice } from '../testing/fresh-device.ts';
import { bringBackMaterial, createMaterial, deleteMaterial, moveMaterial, renameMaterial } from './keep-materials.ts';
import { bringBackSubject, changeSubject, createSubject, deleteSubject } from './keep-subjects.ts';

let device: Connections;
beforeEach(async () => {
  device = await freshDevice();
});

const idOf = async (made: Promise<{ kind: string; id?: string }>): Promise<string> => {
  const { kind, id } = await made;
  expect(kind).toBe('created');
  return id as string;
};
const newSubject = (name: string) => idOf(createSubject({ name, description: '' }));
const newNote = (subjectId: string, title: string, text = '') =>
  idOf(createMaterial(subjectId, title, { kind: 'text', text }));
const titles = async (subjectId: string) => {
  const view = await readSubject(device, subjectId);
  return view.kind === 'ready' ? view.materials.map(({ title }) => title) : view.kind;
};

test('materials are listed newest first, by the subject they were moved to, under the name they were given', async () => {
  const biology = await newSubject(' Biology ');
  const history = await newSubject('History');
  const first = await newNote(biology, 'Leaves', '# Leaves\nare green');
  await newNote(biology, 'Roots');
  expect(await titles(biology)).toEqual(['Roots', 'Leaves']);
  await renameMaterial(first, 'Green leaves');
  await moveMaterial(first, history);
  expect(await titles(biology)).toEqual(['Roots']);
  expect(await titles(history)).toEqual(['Green leaves']);
  await changeSubject(history, { name: 'Old things' });
  const [latest] = await readSubjects(device);
  expect(latest).toMatchObject({ subject: { name: 'Old things' }, materials: 1 });
  const view = await readMaterial(device, first);
  expect(view.kind === 'ready' && textOf(view.material.text)).toBe('# Leaves\nare green');
  const waiting = await device.learner.outbox.toArray();
  expect(waiting.map(({ collection }) => collection).sort()).toEqual([
    'materials',
    'materials',
    'subjects',
    'subjects',
  ]);
});

test('[T1] what is deleted is found again, alone or with its subject', async () => {
  const subject = await newSubject('Biology');
  const note = await newNote(subject, 'Leaves');
  const other = await newNote(subject, 'Roots');
  await deleteMaterial(note);
  expect(await titles(subject)).toEqual(['Roots']);
  expect((await readRecovered(device, Date.now())).deleted.map(({ id }) => id)).toEqual([note]);
  await bringBackMaterial(note);
  expect(await titles(subject)).toEqual(['Roots', 'Leaves']);
  const deleted = await deleteSubject(subject);
  expect(deleted).toMatchObject({ kind: 'deleted', materialIds: expect.arrayContaining([note, other]) });
  expect(await titles(subject)).toBe('unknown');
  expect((await readRecovered(device, Date.now())).recovered).toEqual([]);
  if (deleted.kind === 'deleted') await bringBackSubject(deleted);
  expect(await titles(subject)).toEqual(['Roots', 'Leaves']);
});

test('what was changed where nobody knew of its deletion, or of its subject’s, is among what was recovered', async () => {
  const subject = await newSubject('Biology');
  const note = await newNote(subject, 'Leaves');
  const rows = device.learner.rows('materials');
  const row = await rows.get(note);
  if (!row) throw new Error('There is no note.');
  // As it comes when this device wrote after another one deleted.
  const before = formatHlc(hlcMs(row.stamps.changedAt) - 1, 0, 'otherother');
  await rows.put({ ...row, deletedAt: 1, stamps: { ...row.stamps, deletedAt: before } });
  expect((await readRecovered(device, Date.now())).recovered.map(({ id }) => id)).toEqual([note]);
  await bringBackMaterial(note);
  expect(await titles(subject)).toEqual(['Leaves']);
  const orphan = await newNote('0190a000-0000-7000-8000-000000000001', 'Alone');
  expect((await readRecovered(device, Date.now())).recovered.map(({ id }) => id)).toEqual([orphan]);
});
