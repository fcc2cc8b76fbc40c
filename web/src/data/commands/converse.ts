import type { Message } from '@hornbook/shared/collections/messages.ts';
import type { Thread } from '@hornbook/shared/collections/threads.ts';
import { answerIdOf } from '@hornbook/shared/tutor/answer-id.ts';
import { MAX_MESSAGE, type Passage } from '@hornbook/shared/tutor/tutor-answer.ts';
import { cleanText } from '../clean-text.ts';
import { now } from '../clock.ts';
import { connect } from '../connections.ts';
import { uuidV7 } from '../ids.ts';
import { localWrite, type NotStored } from '../local-write.ts';
import type { Stored } from './set-profile.ts';

/** What a conversation is about; only what its context names is set. */
export type About = Pick<Thread, 'context' | 'courseId' | 'lessonId' | 'activityId' | 'materialId'>;

export interface Asking {
  text: string;
  type?: Message['type'];
  /** What the learner's own lessons and materials say of it; null where nobody looked. */
  passages: Passage[] | null;
}

export type Asked = { kind: 'asked'; threadId: string; questionId: string };

const MAX_TITLE = 200;
/** So much of the first question is a thread's name until it gets another. */
const FIRST_WORDS = 60;

const titleFrom = (text: string): string => {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length <= FIRST_WORDS ? line : `${line.slice(0, FIRST_WORDS).replace(/\s+\S*$/, '')}…`;
};

/** Asks in a thread, or begins one with the question. It is kept here and goes out like everything else. */
export const ask = async (
  where: { threadId: string } | { about: About },
  { text, type = 'text', passages }: Asking,
): Promise<Asked | { kind: 'nothing-said' } | NotStored> => {
  const content = cleanText(text, MAX_MESSAGE);
  if (!content) return { kind: 'nothing-said' };
  const questionId = uuidV7(now());
  const threadId = 'threadId' in where ? where.threadId : uuidV7(now());
  return localWrite(await connect(), async ({ at, put }): Promise<Asked> => {
    if ('about' in where)
      await put('threads', {
        id: threadId,
        title: cleanText(titleFrom(content), MAX_TITLE),
        ...where.about,
        startedAt: at,
      });
    await put('messages', {
      id: questionId,
      threadId,
      role: 'user',
      type,
      content,
      questionId: null,
      passages,
      model: null,
      sentAt: at,
    });
    return { kind: 'asked', threadId, questionId };
  });
};

/** Keeps what the model of this browser answered: the same row the service's answer would be. */
export const keepOwnAnswer = async (
  question: Pick<Message, 'id' | 'threadId'>,
  { text, model }: { text: string; model: string },
): Promise<Stored | NotStored> =>
  localWrite(await connect(), async ({ at, get, put }) => {
    const id = answerIdOf(question.id);
    if (!(await get('messages', id)))
      await put('messages', {
        id,
        threadId: question.threadId,
        role: 'assistant',
        type: 'explanation',
        content: cleanText(text, MAX_MESSAGE),
        questionId: question.id,
        passages: null,
        model: cleanText(model, 120),
        sentAt: at,
      });
    return { kind: 'stored' };
  });

export const renameThread = async (id: string, title: string): Promise<Stored | NotStored> =>
  localWrite(await connect(), async ({ get, put }) => {
    const named = cleanText(title, MAX_TITLE);
    if (named && (await get('threads', id))) await put('threads', { id, title: named });
    return { kind: 'stored' };
  });

/** Deletes a thread with all its messages. What is asked in it meanwhile on another device is not lost: it is kept apart. */
export const deleteThread = async (id: string): Promise<{ kind: 'deleted'; messageIds: string[] } | NotStored> => {
  const connections = await connect();
  const rows = await connections.learner.rows('messages').where('threadId').equals(id).toArray();
  const messageIds = rows.filter(({ deletedAt }) => deletedAt === null).map((row) => row.id);
  return localWrite(connections, async ({ at, get, put }) => {
    if (await get('threads', id)) await put('threads', { id, deletedAt: at });
    for (const messageId of messageIds) await put('messages', { id: messageId, deletedAt: at });
    return { kind: 'deleted', messageIds };
  });
};

/** Brings a deleted thread back, with the messages named; also one of which only messages came here. */
export const restoreThread = async (
  id: string,
  { title, messageIds = [] }: { title: string; messageIds?: readonly string[] },
): Promise<Stored | NotStored> =>
  localWrite(await connect(), async ({ at, get, put }) => {
    const about = { context: 'general', courseId: null, lessonId: null, activityId: null, materialId: null } as const;
    if (await get('threads', id)) await put('threads', { id, deletedAt: null });
    else await put('threads', { id, title: cleanText(title, MAX_TITLE), ...about, startedAt: at });
    for (const messageId of messageIds) await put('messages', { id: messageId, deletedAt: null });
    return { kind: 'stored' };
  });
