import type { Message } from '@hornbook/shared/collections/messages.ts';
import type { Thread } from '@hornbook/shared/collections/threads.ts';
import { answerIdOf } from '@hornbook/shared/tutor/answer-id.ts';
import { inOrder, writtenAt } from '@hornbook/shared/tutor/in-order.ts';
import type { Passage, Standing } from '@hornbook/shared/tutor/tutor-answer.ts';
import type { Connections } from '../connections.ts';
import { type RowRecord, withoutMarks } from '../learner-database.ts';
import { findActivity, findLesson } from '../manifest-index.ts';
import { readManifest } from '../read-manifest.ts';
import { readEntry } from './courses.ts';
import { useLive } from './live.ts';

/** What a conversation is about, by the name of today; `title` is null where that is not on this device. */
export interface ThreadSubject {
  title: string | null;
  href: string | null;
}

export interface ThreadSummary {
  id: string;
  title: string;
  context: Thread['context'];
  subject: ThreadSubject | null;
  messageCount: number;
  /** Questions without a whole answer. */
  waitingCount: number;
  latestAt: number;
  /** Its thread was deleted elsewhere, or has not come, while this was asked. */
  recovered: boolean;
}

/** A message as it is shown. */
export interface MessageView {
  id: string;
  role: Message['role'];
  type: Message['type'];
  /** Markdown. */
  text: string;
  sentAt: number;
  /** Of an answer: `partial` was cut off and is taken up again. */
  state: 'said' | 'partial';
  /** Of an answer: who gave it. */
  model: string | null;
  /** The answer came from a model of a browser, not from the service. */
  ownModel: boolean;
  passages: readonly Passage[] | null;
  /** Of a question: whether a whole answer is here. */
  answered: boolean;
  standing: Standing | null;
}

export type ThreadView =
  | { kind: 'unknown' }
  | { kind: 'ready'; thread: Omit<Thread, 'stamps' | 'deletedAt'>; recovered: boolean; messages: MessageView[] };

const isWhole = (answer: Message | undefined): boolean =>
  answer !== undefined && answer.deletedAt === null && (answer.answer?.state === 'complete' || answer.content !== '');

const viewOf = (message: Message, byId: ReadonlyMap<string, Message>): MessageView => {
  const { id, role, type, content, sentAt, answer, passages, standing } = message;
  return {
    id,
    role,
    type,
    text: answer?.text || content,
    sentAt: answer?.at ?? sentAt,
    state: answer?.state === 'partial' && content === '' ? 'partial' : 'said',
    model: answer?.model ?? message.model,
    ownModel: !answer && role === 'assistant',
    passages,
    answered: isWhole(byId.get(answerIdOf(id))),
    standing,
  };
};

/** What is shown of a thread's messages. An answer of which nothing has come yet is not. */
const shownOf = (messages: readonly Message[]): MessageView[] => {
  const byId = new Map(messages.map((message) => [message.id, message]));
  return inOrder(messages)
    .map((message) => viewOf(message, byId))
    .filter(({ role, text }) => role === 'user' || text !== '');
};

const subjectOf = async (connections: Connections, thread: Thread): Promise<ThreadSubject | null> => {
  const { courseId, lessonId, activityId } = thread;
  const entry = courseId ? await readEntry(connections, courseId) : undefined;
  if (!entry) return courseId ? { title: null, href: null } : null;
  const manifest = (await readManifest(connections, entry))?.manifest;
  const course = `/learn/${entry.slug}`;
  if (activityId) {
    const found = manifest && findActivity(manifest, activityId);
    return { title: found?.header.title ?? entry.title, href: `/play/${entry.slug}/${activityId}` };
  }
  if (!lessonId) return { title: entry.title, href: course };
  const found = manifest && findLesson(manifest, lessonId);
  return { title: found?.lesson.title ?? entry.title, href: `${course}/lessons/${lessonId}` };
};

const byThread = <R extends { threadId: string }>(rows: readonly R[]): Map<string, R[]> => {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(row.threadId);
    if (group) group.push(row);
    else groups.set(row.threadId, [row]);
  }
  return groups;
};

/** All conversations, the one with the latest message first. */
export const readThreads = async (connections: Connections): Promise<ThreadSummary[]> => {
  const [threads, messages] = await Promise.all([
    connections.learner.rows('threads').toArray(),
    connections.learner.rows('messages').toArray(),
  ]);
  const known = new Map(threads.map((thread) => [thread.id, thread]));
  const groups = byThread(messages);
  const living = threads.filter(({ deletedAt }) => deletedAt === null);
  // Asked elsewhere while the thread was deleted here, or come before it: nothing of it may be lost.
  const orphaned = [...groups].filter(
    ([id, group]) =>
      known.get(id)?.deletedAt !== null && group.some(({ role, deletedAt }) => role === 'user' && deletedAt === null),
  );
  const summary = async (
    thread: Pick<Thread, 'id' | 'title' | 'context'> & Partial<Thread>,
    rows: readonly RowRecord<Message>[],
    recovered: boolean,
  ): Promise<ThreadSummary> => {
    const shown = shownOf(rows);
    return {
      id: thread.id,
      title: thread.title,
      context: thread.context,
      subject: recovered ? null : await subjectOf(connections, thread as Thread),
      messageCount: shown.length,
      waitingCount: shown.filter(({ role, answered }) => role === 'user' && !answered).length,
      latestAt: Math.max(thread.startedAt ?? 0, ...inOrder(rows).map(writtenAt)),
      recovered,
    };
  };
  const all = await Promise.all([
    ...living.map((thread) => summary(thread, groups.get(thread.id) ?? [], false)),
    ...orphaned.map(([id, rows]) => summary({ title: '', context: 'general', ...known.get(id), id }, rows, true)),
  ]);
  return all.toSorted((a, b) => b.latestAt - a.latestAt || (a.id < b.id ? -1 : 1));
};

export const readThread = async ({ learner }: Pick<Connections, 'learner'>, id: string): Promise<ThreadView> => {
  const thread = await learner.rows('threads').get(id);
  const rows = await learner.rows('messages').where('threadId').equals(id).toArray();
  const messages = shownOf(rows);
  const recovered = thread?.deletedAt !== null;
  if (recovered && messages.length === 0) return { kind: 'unknown' };
  const empty = { id, title: '', context: 'general', startedAt: messages[0]?.sentAt ?? 0 } as const;
  const about = { courseId: null, lessonId: null, activityId: null, materialId: null };
  return { kind: 'ready', thread: thread ? withoutMarks(thread) : { ...empty, ...about }, recovered, messages };
};

export const useThreads = (): ThreadSummary[] | undefined => useLive(readThreads);

/** A conversation with its messages in order. */
export const useThread = (id: string): ThreadView | undefined => useLive((all) => readThread(all, id), id);

/** The newest conversation about a lesson, an activity or a material, to go on with; null when there is none. */
export const useThreadAbout = (
  field: 'lessonId' | 'activityId' | 'materialId' | null,
  id: string,
): string | null | undefined =>
  useLive(
    async ({ learner }) => {
      if (!field) return null;
      const rows = await learner.rows('threads').where(field).equals(id).toArray();
      const living = rows.filter(({ deletedAt }) => deletedAt === null);
      return living.toSorted((a, b) => b.startedAt - a.startedAt)[0]?.id ?? null;
    },
    field,
    id,
  );
