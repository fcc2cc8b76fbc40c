import { childrenOf, type DraftNode, draftTree } from '@hornbook/shared/authoring/draft.ts';
import { englishWords } from '@hornbook/shared/import/made-words.ts';
import { readFile } from '@hornbook/shared/import/read-file.ts';
import { typeAll } from '@hornbook/shared/text/edit-text.ts';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeEach, expect, test } from 'vitest';
import type { Connections } from '../connections.ts';
import { readDraftRows } from '../queries/authoring.ts';
import { freshDevice } from '../testing/fresh-device.ts';
import { exportDraft } from './export-draft.ts';
import { takeImport } from './import-drafts.ts';
import { courseOfFolder, lookAtFolder } from './import-folder.ts';
import { addDraft, createDraftCourse, deleteDraft, renameDraft, saveDraftText, setDetails } from './write-drafts.ts';

let device: Connections;
beforeEach(async () => {
  device = await freshDevice();
});

const words = { title: '', unitText: '', language: 'en', author: '' };
const noTables = () => Promise.reject(new Error('no database'));
const tree = async (courseId: string): Promise<DraftNode> =>
  draftTree(await readDraftRows(device, courseId), courseId) as DraftNode;

const exported = async (courseId: string): Promise<Uint8Array> => {
  const made = await exportDraft(courseId);
  if (made.kind !== 'made') throw new Error(made.kind);
  return new Uint8Array(await made.file.arrayBuffer());
};
const edit = (zip: Uint8Array, from: string, to: string): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(unzipSync(zip)).map(([path, bytes]) => [path, strToU8(strFromU8(bytes).replace(from, to))]),
    ),
  );
const bring = async (zip: Uint8Array, chosen: string | null = null) => {
  const read = await readFile('tides.zip', zip, noTables, englishWords);
  if (read.kind !== 'folder') throw new Error(read.kind);
  const { ref, items, exported: then } = read;
  const courseId = chosen ?? (await courseOfFolder(ref));
  const plan = await lookAtFolder({ courseId, ref, isChosen: chosen !== null, items, exported: then, assets: [] });
  expect(await takeImport(plan, words)).toEqual({ kind: 'stored' });
  return { courseId, parts: plan.parts, refused: items.filter(({ outcome }) => outcome.kind === 'refused').length };
};

/** A course with a lesson and a question. */
const written = async (): Promise<{ courseId: string; lesson: DraftNode; question: string }> => {
  const said = { title: 'Tides', language: 'en', author: 'Ada', unitTitle: 'Sea', lessonTitle: 'Moon' };
  const made = await createDraftCourse(said);
  if (made.kind !== 'created') throw new Error(made.kind);
  const courseId = made.id;
  const [unit] = childrenOf(await tree(courseId), 'unit');
  const [lesson] = childrenOf(unit as DraftNode, 'lesson');
  await saveDraftText(lesson?.id as string, typeAll('## Two hills\n\nThe sea is hihg.', 'sitting1'), false);
  const of = { courseId, place: 'a0' } as const;
  const practice = await addDraft({
    ...of,
    kind: 'activity',
    parentId: lesson?.id as string,
    details: { kind: 'practice' },
  });
  if (practice.kind !== 'created') throw new Error(practice.kind);
  const details = { kind: 'true_false', answer: true, explanation: 'It is so.' };
  const question = await addDraft({ ...of, kind: 'question', parentId: practice.id, text: 'True?', details });
  if (question.kind !== 'created') throw new Error(question.kind);
  return { courseId, lesson: lesson as DraftNode, question: question.id };
};

test('a course that was saved, mended in its texts and brought back has what was mended, and what was edited here since', async () => {
  const { courseId, lesson, question } = await written();
  const zip = await exported(courseId);
  expect(new Set((await bring(zip)).parts)).toEqual(new Set(['unchanged']));
  await setDetails(question, { answer: false });
  const back = await bring(edit(zip, 'hihg', 'high'));
  expect(back.courseId).toBe(courseId);
  expect(back.parts.filter((part) => part !== 'unchanged')).toEqual(['updated', 'kept-as-edited']);
  const [unit] = childrenOf(await tree(courseId), 'unit');
  const [now] = childrenOf(unit as DraftNode, 'lesson');
  expect([now?.text, now?.id]).toEqual(['## Two hills\n\nThe sea is high.', lesson.id]);
  expect(now?.children[0]?.children[0]?.details.answer).toBe(false);
  await deleteDraft(question);
  expect((await bring(zip)).parts).toContain('deleted-here');
});

test('a course that is not here becomes one of its own, the same the second time; a deleted one begins another', async () => {
  const { courseId } = await written();
  const zip = await exported(courseId);
  device = await freshDevice();
  const first = await bring(zip);
  expect(first.courseId).not.toBe(courseId);
  expect(new Set(first.parts)).toEqual(new Set(['added']));
  const course = await tree(first.courseId);
  expect([course.title, course.details.author]).toEqual(['Tides', 'Ada']);
  const skills = childrenOf(course, 'skill').map(({ id }) => id);
  expect(skills).toHaveLength(1);
  const again = await bring(edit(zip, 'hihg', 'high'));
  expect(again.courseId).toBe(first.courseId);
  expect(again.parts.filter((part) => part !== 'unchanged')).toEqual(['updated']);
  await renameDraft(first.courseId, 'Ebb');
  expect((await bring(zip)).parts[0]).toBe('kept-as-edited');
  await deleteDraft(first.courseId);
  expect((await bring(zip)).courseId).not.toBe(first.courseId);
});

test('brought into another course, that one keeps its own words and has the folder’s units behind its own', async () => {
  const { courseId } = await written();
  const zip = await exported(courseId);
  const said = { title: 'Sea', language: 'en', author: 'Bob', unitTitle: 'First', lessonTitle: 'One' };
  const other = await createDraftCourse(said);
  if (other.kind !== 'created') throw new Error(other.kind);
  await bring(zip, other.id);
  const course = await tree(other.id);
  expect([course.title, course.details.author]).toEqual(['Sea', 'Bob']);
  expect(childrenOf(course, 'unit').map(({ title }) => title)).toContain('Sea');
  expect(childrenOf(await tree(courseId), 'unit')).toHaveLength(1);
  expect(new Set((await bring(zip, other.id)).parts.slice(1))).toEqual(new Set(['unchanged']));
});
