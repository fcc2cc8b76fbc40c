import { answerIdOf } from '@hornbook/shared/tutor/answer-id.ts';
import { beforeEach, expect, test } from 'vitest';
import { setClock } from '../clock.ts';
import type { Connections } from '../connections.ts';
import { readThread, readThreads } from '../queries/conversations.ts';
import { freshDevice, reload } from '../testing/fresh-device.ts';
import { ask, deleteThread, keepOwnAnswer, renameThread, restoreThread } from './converse.ts';
import { createMaterial, deleteMaterial } from './keep-materials.ts';
import { createSubject, deleteSubject } from './keep-subjects.ts';

const about = { context: 'general', courseId: null, lessonId: null, activityId: null, materialId: null } as const;
let device: Connections;
let time = 1_800_000_000_000;
beforeEach(async () => {
  device = await freshDevice();
  setClock(() => {
    time += 1_000;
    return time;
  });
});

const asked = async (text: string, threadId?: string) => {
  const outcome = await ask(threadId ? { threadId } : { about }, { text, passages: null });
  if (outcome.kind !== 'asked') throw new Error(outcome.kind);
  return outcome;
};

test('a question begins a thread named after it, waits to be sent, and survives a reload', async () => {
  const { threadId, questionId } = await asked(
    '  Why do leaves turn red in autumn, although nobody paints them at all? ',
  );
  await asked('And why not blue?', threadId);
  device = await reload();
  expect(await readThreads(device)).toMatchObject([
    { id: threadId, messageCount: 2, waitingCount: 2, recovered: false, title: expect.stringMatching(/^Why do .*…$/) },
  ]);
  expect(await readThread(device, threadId)).toMatchObject({
    kind: 'ready',
    messages: [{ id: questionId, role: 'user', answered: false }, { text: 'And why not blue?' }],
  });
  expect((await device.learner.outbox.toArray()).map(({ collection }) => collection).toSorted()).toEqual([
    'messages',
    'messages',
    'threads',
  ]);
  expect(await ask({ threadId }, { text: ' \n ', passages: null })).toEqual({ kind: 'nothing-said' });
});

test('an answer of the browser’s own model is kept once, under the id the service’s would have', async () => {
  const { threadId, questionId } = await asked('What is a leaf?');
  await keepOwnAnswer({ id: questionId, threadId }, { text: 'A small kitchen.', model: 'built-in' });
  await keepOwnAnswer({ id: questionId, threadId }, { text: 'Another one.', model: 'built-in' });
  expect(await readThread(device, threadId)).toMatchObject({
    messages: [
      { answered: true },
      { id: answerIdOf(questionId), role: 'assistant', text: 'A small kitchen.', ownModel: true },
    ],
  });
});

test('threads are sorted by their latest message, renamed, deleted with all messages, and brought back', async () => {
  const first = await asked('First?');
  const second = await asked('Second?');
  expect((await readThreads(device)).map(({ id }) => id)).toEqual([second.threadId, first.threadId]);
  await asked('More?', first.threadId);
  await renameThread(first.threadId, ' Leaves ');
  await renameThread(first.threadId, '  ');
  expect(await readThreads(device)).toMatchObject([{ id: first.threadId, title: 'Leaves' }, { id: second.threadId }]);

  const deleted = await deleteThread(first.threadId);
  if (deleted.kind !== 'deleted') throw new Error(deleted.kind);
  expect(deleted.messageIds).toHaveLength(2);
  expect((await readThreads(device)).map(({ id }) => id)).toEqual([second.threadId]);
  expect(await readThread(device, first.threadId)).toEqual({ kind: 'unknown' });

  await restoreThread(first.threadId, { title: 'Leaves', messageIds: deleted.messageIds });
  expect(await readThread(device, first.threadId)).toMatchObject({ recovered: false, thread: { title: 'Leaves' } });
  expect((await readThreads(device))[0]).toMatchObject({ messageCount: 2 });
});

test('a material that is deleted, alone or with its subject, leaves the conversation about it as it was', async () => {
  const subject = await createSubject({ name: 'Biology' });
  if (subject.kind !== 'created') throw new Error(subject.kind);
  const material = await createMaterial(subject.id, 'Leaves', { kind: 'text', text: 'Green.' });
  if (material.kind !== 'created') throw new Error(material.kind);
  const on = { about: { ...about, context: 'material', materialId: material.id } } as const;
  const outcome = await ask(on, { text: 'Why green?', passages: null });
  if (outcome.kind !== 'asked') throw new Error(outcome.kind);
  await deleteMaterial(material.id);
  await deleteSubject(subject.id);
  device = await reload();
  expect(await readThreads(device)).toMatchObject([{ id: outcome.threadId, messageCount: 1, recovered: false }]);
  expect(await readThread(device, outcome.threadId)).toMatchObject({
    kind: 'ready',
    thread: { materialId: material.id },
    messages: [{ text: 'Why green?' }],
  });
});

test('what was asked in a thread that is deleted elsewhere is kept apart, and can be brought back', async () => {
  const { threadId } = await asked('Gone with the thread?');
  await deleteThread(threadId);
  // Asked on another device that had not heard of it, and come here since.
  await asked('Still here?', threadId);
  expect(await readThreads(device)).toMatchObject([{ id: threadId, recovered: true, messageCount: 1 }]);
  expect(await readThread(device, threadId)).toMatchObject({ recovered: true, messages: [{ text: 'Still here?' }] });
  await restoreThread(threadId, { title: 'Recovered' });
  expect(await readThreads(device)).toMatchObject([{ recovered: false, messageCount: 1 }]);
});
