import { textOf } from '@hornbook/shared/text/text-order.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSubject } from '../commands/keep-subjects.ts';
import { addLearner } from '../commands/share-device.ts';
import { bringBackArrival, dropArrival, takeArrival } from '../commands/take-arrivals.ts';
import type { Connections } from '../connections.ts';
import { fakeCaches } from '../testing/fake-caches.ts';
import { freshDevice, reload } from '../testing/fresh-device.ts';
import { arrivalsDatabase } from './arrivals-database.ts';
import { readShared } from './read-shared.ts';
import { answerShared, takeShared } from './take-shared.ts';

const formOf = (parts: Record<string, string>, ...files: File[]): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(parts)) form.set(name, value);
  for (const file of files) form.append('files', file);
  return form;
};
const waiting = () => arrivalsDatabase().arrivals.orderBy('at').toArray();
const leaf = () => new File(['A leaf takes light.'], 'leaf.txt', { type: 'text/plain' });

let device: Connections;
beforeEach(async () => {
  fakeCaches();
  device = await freshDevice();
});
afterEach(() => vi.unstubAllGlobals());
const beginSubject = async (): Promise<string> => {
  const made = await createSubject({ name: 'Biology' });
  if (made.kind !== 'created') throw new Error(made.kind);
  return made.id;
};

test('a link, words and files are told apart, however other apps send them', () => {
  const url = 'https://example.org/leaves';
  expect(readShared(formOf({ title: 'Leaves', url }))).toEqual([{ kind: 'url', url, title: 'Leaves' }]);
  expect(readShared(formOf({ text: url }))).toEqual([{ kind: 'url', url, title: 'example.org' }]);
  expect(readShared(formOf({ text: `How leaves work ${url}` }))).toEqual([
    { kind: 'url', url, title: 'How leaves work' },
  ]);
  expect(readShared(formOf({ title: 'Leaves', text: 'A quotation.', url }))).toEqual([
    { kind: 'url', url, title: 'Leaves' },
    { kind: 'text', title: 'Leaves', text: 'A quotation.' },
  ]);
  expect(readShared(formOf({ text: 'Roots drink rain.\nLeaves take light.' }))).toEqual([
    { kind: 'text', title: '', text: 'Roots drink rain.\nLeaves take light.' },
  ]);
  // What is no address of a page is words: nothing is left out.
  expect(readShared(formOf({ url: 'javascript:alert(1)' }))).toEqual([
    { kind: 'text', title: '', text: 'javascript:alert(1)' },
  ]);
  expect(readShared(formOf({ title: 'Only this' }))).toEqual([{ kind: 'text', title: '', text: 'Only this' }]);
  expect(readShared(formOf({ text: 'for class' }, leaf())).map(({ kind }) => kind)).toEqual(['file', 'text']);
  expect(readShared(formOf({ title: '', text: ' ' }))).toEqual([]);
});

test('what was shared is on the disk before anything is asked, and becomes materials once, whatever is cut off', async () => {
  const form = formOf({ title: 'Leaves', url: 'https://example.org/leaves' }, leaf());
  const reply = await answerShared(new Request('https://hornbook.test/share', { method: 'POST', body: form }));
  expect([reply.status, reply.headers.get('location')]).toEqual([303, 'https://hornbook.test/me/arrivals']);
  device = await reload();
  const [file, link] = await waiting();
  expect([file?.content.kind, link?.content.kind]).toEqual(['file', 'url']);

  const subjectId = await beginSubject();
  expect(await takeArrival(link?.id ?? '', subjectId)).toEqual({ kind: 'taken' });
  // Ended just after it was stored and before it left: it is made again, and is one.
  if (link) await bringBackArrival(link);
  expect(await takeArrival(link?.id ?? '', subjectId)).toEqual({ kind: 'taken' });
  expect(await takeArrival(link?.id ?? '', subjectId)).toEqual({ kind: 'gone' });
  const materials = await device.learner.rows('materials').toArray();
  expect(materials).toMatchObject([{ kind: 'url', title: 'Leaves', url: 'https://example.org/leaves', subjectId }]);
  expect((await waiting()).map(({ id }) => id)).toEqual([file?.id]);
  expect(await takeArrival(file?.id ?? '', subjectId)).toEqual({ kind: 'taken' });
  const kept = await device.learner.rows('materials').get(file?.id ?? '');
  expect(kept).toMatchObject({
    kind: 'file',
    title: 'leaf',
    fileName: 'leaf.txt',
    mediaType: 'text/plain',
    sizeBytes: 19,
  });
  expect(await device.learner.blobs.get(kept?.blobHash ?? '')).toMatchObject({ isHere: 1, upload: 'waiting' });
});

test('where several share the device, it is of whoever puts it into a subject, and of nobody before', async () => {
  await takeShared(formOf({ title: 'Roots', text: 'Roots drink rain.' }));
  const [arrival] = await waiting();
  const first = device.device.learnerId;
  await addLearner({ name: 'Ben', picture: null });
  device = await reload();
  expect(device.device.learnerId).not.toBe(first);
  const subjectId = await beginSubject();
  expect(await takeArrival(arrival?.id ?? '', subjectId)).toEqual({ kind: 'taken' });
  const [note] = await device.learner.rows('materials').toArray();
  expect([note?.title, textOf(note?.text ?? [])]).toEqual(['Roots', 'Roots drink rain.']);
  expect(await waiting()).toEqual([]);
});

test('words too many for a note are kept whole, as a text', async () => {
  const words = Array.from({ length: 12_000 }, (_, n) => (n * 7_919).toString(36)).join(' ');
  await takeShared(formOf({ title: 'An article', text: words }));
  const [arrival] = await waiting();
  expect(await takeArrival(arrival?.id ?? '', await beginSubject())).toEqual({ kind: 'taken' });
  const [kept] = await device.learner.rows('materials').toArray();
  expect(kept).toMatchObject({ kind: 'file', title: 'An article', mediaType: 'text/plain', sizeBytes: words.length });
});

test('what is thrown away can be had back, and a flood from another page stops at a hundred', async () => {
  await takeShared(formOf({ text: 'One' }));
  const [arrival] = await waiting();
  const dropped = await dropArrival(arrival?.id ?? '');
  expect(await waiting()).toEqual([]);
  if (dropped) await bringBackArrival(dropped);
  expect(await waiting()).toHaveLength(1);
  for (let n = 1; n < 100; n++) await takeShared(formOf({ text: `${n}` }));
  expect(await takeShared(formOf({ text: 'too much' }))).toEqual({ kind: 'too-many' });
  expect(await takeShared(formOf({}))).toEqual({ kind: 'nothing' });
  expect(await waiting()).toHaveLength(100);
});
