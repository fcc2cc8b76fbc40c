import { readPageCopy } from '@hornbook/shared/blobs/page-copy.ts';
import type { Material } from '@hornbook/shared/collections/materials.ts';
import type { Message } from '@hornbook/shared/collections/messages.ts';
import type { Thread } from '@hornbook/shared/collections/threads.ts';
import { passagesOfHtml } from '@hornbook/shared/content/passages-of-html.ts';
import { textOf } from '@hornbook/shared/text/text-order.ts';
import { inOrder } from '@hornbook/shared/tutor/in-order.ts';
import type { Passage } from '@hornbook/shared/tutor/tutor-answer.ts';
import { sql } from 'drizzle-orm';
import { type BlobKeeping, findBlob } from '../blobs/learner-blobs.ts';
import { rowsOf, type SqlRunner } from '../db/sql-database.ts';
import { readAsLearner } from '../db/with-learner.ts';
import { type Quiz, readQuiz } from '../queries/quiz.ts';

/** Something the model is shown, with what it is. */
export interface Shown {
  what: string;
  text: string;
}

export interface QuestionContext {
  context: Thread['context'];
  /** What the conversation is about, from the course. */
  shown: Shown[];
  /** What the learner's own device found in their lessons and materials. */
  passages: readonly Passage[];
  /** What was said before, in order, and the question. */
  earlier: { role: Message['role']; text: string }[];
  question: Pick<Message, 'id' | 'threadId' | 'type' | 'content'>;
}

type SaidMessage = Pick<
  Message,
  'id' | 'role' | 'type' | 'content' | 'questionId' | 'passages' | 'answer' | 'deletedAt' | 'stamps' | 'threadId'
>;

/** Where rows are, and the learner's files. */
type Keeping = Pick<BlobKeeping, 'database' | 'store'>;

/** A thread that has not come yet, or never will, is about nothing in particular. */
const NOTHING: Pick<Thread, 'context' | 'courseId' | 'lessonId' | 'activityId' | 'materialId'> = {
  context: 'general',
  materialId: null,
  courseId: null,
  lessonId: null,
  activityId: null,
};

/**
 * What a question is asked with. All of it is read as the learner, whom row-level security shows own rows and what is
 * published, so that neither others' rows nor a solution can come into it, whatever is asked. Null when it was deleted.
 */
export const readQuestionContext = async (
  { database, store }: Keeping,
  learnerId: string,
  questionId: string,
): Promise<QuestionContext | null> => {
  const read = await readAsLearner(database.db, learnerId, async (runner) => {
    const said = await rowsOf<SaidMessage>(
      runner,
      sql`select m.id, m.thread_id as "threadId", m.role, m.type, m.content, m.question_id as "questionId", m.passages,
          m.answer, m.stamps, m.deleted_at::float8 as "deletedAt"
        from messages q join messages m on m.learner_id = q.learner_id and m.thread_id = q.thread_id
        where q.learner_id = ${learnerId} and q.id = ${questionId}`,
    );
    const question = said.find(({ id }) => id === questionId);
    if (!question || question.deletedAt !== null) return null;
    const [thread = NOTHING] = await rowsOf<typeof NOTHING>(
      runner,
      sql`select context, course_id as "courseId", lesson_id as "lessonId", activity_id as "activityId",
          material_id as "materialId"
        from threads where learner_id = ${learnerId} and id = ${question.threadId}`,
    );
    const shown = [
      ...(thread.lessonId ? await readLesson(runner, thread.lessonId) : []),
      ...(thread.courseId && !thread.lessonId ? await readCourse(runner, learnerId, thread.courseId) : []),
    ];
    const material = thread.materialId ? await readMaterial(runner, learnerId, thread.materialId) : null;
    return { said, question, thread, shown, material };
  });
  if (!read) return null;
  const { said, question, thread, material } = read;
  const shown = [...read.shown, ...(material ? [await showMaterial({ database, store }, learnerId, material)] : [])];
  const activity = thread.activityId ? await readQuiz(database.db, thread.activityId) : null;
  const order = inOrder(said);
  const before = order.slice(
    0,
    order.findIndex(({ id }) => id === questionId),
  );
  return {
    context: thread.context,
    shown: activity ? [...shown, showActivity(activity)] : shown,
    passages: question.passages ?? [],
    earlier: before
      .map(({ role, content, answer }) => ({ role, text: answer?.text || content }))
      .filter(({ text }) => text),
    question,
  };
};

const readLesson = async (runner: SqlRunner, lessonId: string): Promise<Shown[]> => {
  const [lesson] = await rowsOf<{ title: string; content: string; explanation: string | null; points: string[] }>(
    runner,
    sql`select title, content, explanation, key_points as points from lessons where id = ${lessonId}`,
  );
  if (!lesson) return [];
  const { title, content, explanation, points } = lesson;
  const text = [content, explanation, points.map((point) => `- ${point}`).join('\n')].filter(Boolean).join('\n\n');
  return [{ what: `lesson "${title}"`, text }];
};

type Brought = Pick<
  Material,
  'kind' | 'title' | 'text' | 'fileName' | 'url' | 'mediaType' | 'blobHash' | 'snapshotHash'
>;

/** What the learner brought; null for what was deleted. */
const readMaterial = async (runner: SqlRunner, learnerId: string, materialId: string): Promise<Brought | null> => {
  const [material] = await rowsOf<Brought>(
    runner,
    sql`select kind, title, text, file_name as "fileName", url, media_type as "mediaType", blob_hash as "blobHash",
        snapshot_hash as "snapshotHash"
      from materials where learner_id = ${learnerId} and id = ${materialId} and deleted_at is null`,
  );
  return material ?? null;
};

/** A note or a text as it reads, a page as it was kept, anything else by its name. */
const showMaterial = async (
  keeping: Keeping,
  learnerId: string,
  { kind, title, text, fileName, url, mediaType, blobHash, snapshotHash }: Brought,
): Promise<Shown> => {
  const what = { text: 'note', file: 'file', url: 'page' }[kind];
  const isText = kind === 'file' && mediaType === 'text/plain';
  const sha256 = kind === 'url' ? snapshotHash : isText ? blobHash : null;
  const stored = sha256 ? await readText(keeping, learnerId, sha256) : '';
  const page = kind === 'url' ? passagesOfHtml(readPageCopy(stored)?.html ?? '') : [];
  const said = page.map(({ heading, text }) => [heading, text].filter(Boolean).join('\n')).join('\n\n');
  const name = [fileName, url].filter(Boolean).join(' ');
  return {
    what: `the learner's own ${what} "${title}"`,
    text: textOf(text) || [name, isText ? stored : said].filter(Boolean).join('\n\n'),
  };
};

/** More than a model is shown, and nothing that fills the memory. */
const MOST_BYTES = 1_000_000;

/** A file of the learner's as text; empty where the service does not have it, or it is too large to be read. */
const readText = async ({ database, store }: Keeping, learnerId: string, sha256: string): Promise<string> => {
  const blob = await findBlob({ database }, learnerId, sha256);
  if (!blob || blob.sizeBytes > MOST_BYTES) return '';
  const bytes = await store.get(blob.storedAs);
  return bytes ? new Response(bytes).text() : '';
};

/** A course's table of contents, and how far the learner is in it. */
const readCourse = async (runner: SqlRunner, learnerId: string, courseId: string): Promise<Shown[]> => {
  const rows = await rowsOf<{ course: string; unit: string; lesson: string; minutes: number; status: string | null }>(
    runner,
    sql`select c.title as course, u.title as unit, l.title as lesson, l.estimated_minutes as minutes, p.status
      from courses c join units u on u.course_id = c.id and u.retired_at is null
        join lessons l on l.unit_id = u.id and l.retired_at is null
        left join lesson_progress p on p.learner_id = ${learnerId} and p.lesson_id = l.id and p.deleted_at is null
      where c.id = ${courseId} order by u.position, l.position limit 300`,
  );
  const [first] = rows;
  if (!first) return [];
  const lines = rows.map(
    ({ unit, lesson, minutes, status }) => `${unit} / ${lesson} (${minutes} min): ${status ?? 'not_started'}`,
  );
  return [{ what: `course "${first.course}", with how far the learner is`, text: lines.join('\n') }];
};

/** An activity as it is asked. Of a test nothing but its name: there the learner is alone, and so is the model. */
const showActivity = ({ kind, title, gradedOn, instructions, questions }: Quiz): Shown => {
  if (kind === 'test' || gradedOn === 'server')
    return { what: `test "${title}"`, text: 'Its questions are not shown. Help with the lesson, never with the test.' };
  const lines = questions.map(({ prompt, options, choices, text }, index) =>
    [
      `${index + 1}. ${prompt}`,
      text,
      ...(options ?? []).map((option) => `   - ${option.text}`),
      ...(choices ?? []).map((choice) => `   - ${choice}`),
    ]
      .filter(Boolean)
      .join('\n'),
  );
  return { what: `${kind} "${title}"`, text: [instructions, ...lines].filter(Boolean).join('\n\n') };
};
