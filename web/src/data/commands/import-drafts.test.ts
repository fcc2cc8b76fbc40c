import { allWithin, childrenOf, type DraftNode, draftTree } from '@hornbook/shared/authoring/draft.ts';
import type { MadeItem } from '@hornbook/shared/import/make-parts.ts';
import type { ReadyAsset } from '@hornbook/shared/import/plan-import.ts';
import { beforeEach, expect, test } from 'vitest';
import type { Connections } from '../connections.ts';
import { localWrite } from '../local-write.ts';
import { readDraftRows } from '../queries/authoring.ts';
import { freshDevice } from '../testing/fresh-device.ts';
import { courseOfSource, type ImportInto, lookAtImport, takeImport } from './import-drafts.ts';
import { deleteDraft, moveDraft, setDetails } from './write-drafts.ts';

let device: Connections;
beforeEach(async () => {
  device = await freshDevice();
});

const question = (ref: string, text: string, more: { folders?: string[]; activity?: string } = {}): MadeItem => ({
  name: ref,
  place: ref,
  outcome: {
    kind: 'made',
    changes: [],
    part: {
      ...{ what: 'question', ref, folders: [], activity: '', ...more, text },
      details: { kind: 'true_false', answer: true, explanation: 'So it is.', tolerance: 0.5 },
    },
  },
});
const words = { title: 'Cells', unitText: 'Brought.', language: 'en', author: 'Ada' };
const bring = async (items: MadeItem[], more: Partial<ImportInto> = {}) => {
  const source = 'cells.gift';
  const courseId = more.courseId ?? (await courseOfSource(source));
  const into = { courseId, source, refSource: source, items, assets: [], words, ...more };
  const plan = await lookAtImport(into);
  expect(await takeImport(plan, words)).toEqual({ kind: 'stored' });
  return { courseId, parts: plan.parts };
};
const tree = async (courseId: string): Promise<DraftNode> =>
  draftTree(await readDraftRows(device, courseId), courseId) as DraftNode;
const questionsIn = async (courseId: string) =>
  allWithin(await tree(courseId)).filter(({ kind }) => kind === 'question');

test('makes a course of its own, and the second time doubles nothing, takes over changes, and keeps edits and deletions', async () => {
  const all = ['One?', 'Two?', 'Three?', 'Four?'].map((text, index) => question(`q${index}`, text));
  const { courseId, parts } = await bring(all);
  expect(parts).toEqual(['added', 'added', 'added', 'added']);
  const [unit] = childrenOf(await tree(courseId), 'unit');
  expect([(await tree(courseId)).title, unit?.title, unit?.children[0]?.title]).toEqual(['Cells', 'Cells', 'Cells']);
  expect((await bring(all)).parts).toEqual(['unchanged', 'unchanged', 'unchanged', 'unchanged']);

  const [one, , three, four] = await questionsIn(courseId);
  await setDetails(one?.id ?? '', { explanation: 'As I say.' });
  await setDetails(three?.id ?? '', { answer: false });
  await deleteDraft(four?.id ?? '');
  const later = [
    question('q0', 'One?'),
    question('q1', 'Two, then?'),
    question('q2', 'Three!'),
    all[3] as MadeItem,
    question('q4', 'Five?'),
  ];
  const second = await bring(later);
  expect(second).toEqual({
    courseId,
    parts: ['kept-as-edited', 'updated', 'edited-and-changed', 'deleted-here', 'added'],
  });
  expect((await questionsIn(courseId)).map(({ text }) => text)).toEqual(['One?', 'Two, then?', 'Three?', 'Five?']);
});

test('leaves a part where its author has moved it, and nothing changes where a plan is not taken', async () => {
  const { courseId } = await bring([
    question('a', 'A?', { activity: 'First' }),
    question('b', 'B?', { activity: 'Second' }),
  ]);
  const [first, second] = childrenOf(
    (await tree(courseId)).children.find(({ kind }) => kind === 'unit') as DraftNode,
    'activity',
  );
  const a = first?.children[0] as DraftNode;
  await moveDraft(a.id, second?.id ?? '', second?.children ?? [], 0);
  const before = await readDraftRows(device, courseId);
  const source = 'cells.gift';
  const items = [question('a', 'A, anew?', { activity: 'First' })];
  await lookAtImport({ courseId, source, refSource: source, items, assets: [], words });
  expect(await readDraftRows(device, courseId)).toEqual(before);
  expect((await bring(items)).parts).toEqual(['updated']);
  const moved = childrenOf(
    (await tree(courseId)).children.find(({ kind }) => kind === 'unit') as DraftNode,
    'activity',
  );
  expect(moved.map(({ children }) => children.map(({ text }) => text))).toEqual([[], ['A, anew?', 'B?']]);
});

test('is not kept from it by a place that is none, whoever wrote it: what is brought stands before that', async () => {
  const { courseId } = await bring([question('a', 'A?'), question('b', 'B?')]);
  const [unit] = childrenOf(await tree(courseId), 'unit') as [DraftNode];
  const [activity] = unit.children as [DraftNode];
  for (const id of [unit.id, activity.id, activity.children[0]?.id ?? ''])
    await localWrite(device, async ({ put }) => {
      await put('courseDrafts', { id, place: 'behind all of them!' });
      return { kind: 'stored' };
    });
  const brought = await bring([question('c', 'C?'), question('d', 'D?', { folders: ['Plants'] })]);
  expect(brought).toEqual({ courseId, parts: ['added', 'added'] });
  expect((await questionsIn(courseId)).map(({ text }) => text)).toEqual(['D?', 'B?', 'C?', 'A?']);
});

test('divides many questions among activities, and puts what came in folders into units named like them', async () => {
  const many = Array.from({ length: 130 }, (_, index) => question(`n${index}`, `${index}?`));
  const { courseId } = await bring([...many, question('f', 'F?', { folders: ['Plants', 'Leaves'] })]);
  const units = childrenOf(await tree(courseId), 'unit');
  expect(units.map(({ title, children }) => [title, children.map((activity) => activity.children.length)])).toEqual([
    ['Cells', [100, 30]],
    ['Plants – Leaves', [1]],
  ]);
  expect((await bring([question('n130', 'One more?')])).parts).toEqual(['added']);
  const [first] = childrenOf(await tree(courseId), 'unit');
  expect(first?.children.map(({ children }) => children.length)).toEqual([100, 31]);
});

test('brings the pictures that are shown, once, and names them by their path in the course', async () => {
  const about = { blobHash: 'ab'.repeat(32), mediaType: 'image/webp', width: 10, height: 5 };
  const assets: ReadyAsset[] = ['11111111', '22222222'].map((start) => ({
    ...about,
    id: `${start}-0000-4000-8000-000000000000`,
    name: `${start}.png`,
  }));
  const items = [question('a', 'See ![Leaf](assets/brought-1)')];
  const { courseId } = await bring(items, { assets });
  await bring(items, { assets });
  const course = await tree(courseId);
  expect(childrenOf(course, 'asset').map(({ title, blobHash }) => [title, blobHash])).toEqual([
    ['22222222.png', about.blobHash],
  ]);
  expect((await questionsIn(courseId))[0]?.text).toBe('See ![Leaf](assets/22222222.webp)');
});

test('a course that was deleted stays deleted: the same file begins another one', async () => {
  const { courseId } = await bring([question('a', 'A?')]);
  await deleteDraft(courseId);
  const again = await bring([question('a', 'A?')]);
  expect(again.courseId).not.toBe(courseId);
  expect(again.parts).toEqual(['added']);
});

test('a note of Anki is known by its own name, whatever its deck is called', async () => {
  const { courseId } = await bring([question('guid', 'A?')], { source: 'old.apkg', refSource: null });
  expect((await bring([question('guid', 'A?')], { courseId, source: 'new.apkg', refSource: null })).parts).toEqual([
    'unchanged',
  ]);
});
