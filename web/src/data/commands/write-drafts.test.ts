import { checkDrafts } from '@hornbook/shared/authoring/check-drafts.ts';
import { allWithin, childrenOf, type DraftNode, draftTree, numberIn } from '@hornbook/shared/authoring/draft.ts';
import { typeAll } from '@hornbook/shared/text/edit-text.ts';
import { beforeEach, expect, test } from 'vitest';
import type { Connections } from '../connections.ts';
import { placeAtEnd } from '../places.ts';
import { readDraftRows } from '../queries/authoring.ts';
import { freshDevice } from '../testing/fresh-device.ts';
import {
  addDraft,
  bringBackDraft,
  createDraftCourse,
  deleteDraft,
  duplicateDraft,
  moveDraft,
  saveDraftText,
  setDetails,
} from './write-drafts.ts';

let device: Connections;
let courseId: string;
beforeEach(async () => {
  device = await freshDevice();
  const said = { title: 'Tides', language: 'en', author: 'Ada', unitTitle: 'First', lessonTitle: 'One' };
  courseId = await idOf(createDraftCourse(said));
});

const idOf = async (made: Promise<{ kind: string; id?: string }>): Promise<string> => {
  const { kind, id } = await made;
  expect(kind).toBe('created');
  return id as string;
};
const tree = async (): Promise<DraftNode> => {
  const course = draftTree(await readDraftRows(device, courseId), courseId);
  if (!course) throw new Error('no course');
  return course;
};
const unit = async (): Promise<DraftNode> => childrenOf(await tree(), 'unit')[0] as DraftNode;
const titles = async () => (await unit()).children.map(({ title }) => title);
const addLesson = async (title: string) => {
  const { id, children } = await unit();
  return idOf(addDraft({ kind: 'lesson', courseId, parentId: id, place: placeAtEnd(children), title }));
};

test('a new course has a skill, a unit and a lesson, waits to be sent, and lacks only what its author must say', async () => {
  const kinds = allWithin(await tree()).map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(['course', 'lesson', 'skill', 'unit']);
  expect(checkDrafts(await tree()).map(({ fault }) => fault)).toEqual([
    ...['no-short-description', 'no-text', 'no-text', 'no-text', 'no-summary', 'key-points'],
  ]);
  const waiting = await device.learner.outbox.toArray();
  expect(waiting.map(({ collection }) => collection)).toEqual([
    'courseDrafts',
    'courseDrafts',
    'courseDrafts',
    'courseDrafts',
  ]);
});

test('parts are put in order, also those that two devices gave one place', async () => {
  await addLesson('Two');
  const three = await addLesson('Three');
  const { id, children } = await unit();
  await moveDraft(three, id, children, 0);
  expect(await titles()).toEqual(['Three', 'One', 'Two']);
  await moveDraft(three, id, (await unit()).children, Number.POSITIVE_INFINITY);
  expect(await titles()).toEqual(['One', 'Two', 'Three']);
  await moveDraft(three, id, (await unit()).children, 0);
  const twin = await idOf(
    addDraft({ kind: 'lesson', courseId, parentId: id, place: children[0]?.place ?? '', title: 'Twin' }),
  );
  const again = (await unit()).children;
  const [first, second] = again.filter(({ place }) => place === children[0]?.place);
  const between = again.findIndex((node) => node.id === second?.id);
  await moveDraft(three, id, again, between - 1);
  const shown = (await unit()).children.map((node) => node.id);
  expect(shown.indexOf(three)).toBe(shown.indexOf(first?.id ?? '') + 1);
  expect(shown.indexOf(three)).toBe(shown.indexOf(second?.id ?? '') - 1);
  expect(shown).toContain(twin);
});

test('what is deleted takes along what is in it, and brings it back', async () => {
  const { id } = await unit();
  await deleteDraft(id);
  expect(allWithin(await tree()).map(({ kind }) => kind)).toEqual(['course', 'skill']);
  await bringBackDraft(id);
  expect(await titles()).toEqual(['One']);
});

test('a copy has all that is in it under ids of its own, right behind it', async () => {
  const lesson = (await unit()).children[0] as DraftNode;
  await addLesson('Two');
  const practice = await idOf(
    addDraft({ kind: 'activity', courseId, parentId: lesson.id, place: 'a0', details: { kind: 'quiz' } }),
  );
  await saveDraftText(lesson.id, typeAll('## Here', 'sitting1'), false);
  const full = (await unit()).children;
  await duplicateDraft(full[0] as DraftNode, courseId, full, (title) => `${title} (copy)`);
  expect(await titles()).toEqual(['One', 'One (copy)', 'Two']);
  const copy = (await unit()).children[1];
  expect(copy).toMatchObject({ text: '## Here', children: [{ kind: 'activity', details: { kind: 'quiz' } }] });
  expect(copy?.children[0]?.id).not.toBe(practice);
});

test('details are written one by one, cleaned as all text is, and taken away by nothing', async () => {
  await setDetails(courseId, { goal: ' Read a tide table ', tags: ['sea\u0000', 'moon'] });
  await setDetails(courseId, { goal: null });
  const { details } = await tree();
  expect(details).toMatchObject({ author: 'Ada', language: 'en', tags: ['sea', 'moon'] });
  expect(details).not.toHaveProperty('goal');
});

test('programs keep the blanks at their ends, other words do not', async () => {
  const [lesson] = (await unit()).children;
  const id = lesson?.id ?? '';
  await setDetails(id, { exampleCode: '  if it:\r\n    go()\n', summary: '  Both. ' });
  const { details } = childrenOf(await unit(), 'lesson')[0] as DraftNode;
  expect(details).toMatchObject({ exampleCode: '  if it:\n    go()\n', summary: 'Both.' });
});

test('keeps a number that is not whole, which no row may hold as a number', async () => {
  const { id } = await unit();
  await setDetails(id, { answer: 9.81, tolerance: 0.05, points: 2 });
  const { details } = await unit();
  expect(['answer', 'tolerance', 'points'].map((name) => numberIn(details, name))).toEqual([9.81, 0.05, 2]);
});
