import { randomUUID } from 'node:crypto';
import { type Material, materials } from '@hornbook/shared/collections/materials.ts';
import { type Message, messages } from '@hornbook/shared/collections/messages.ts';
import { type Thread, threads } from '@hornbook/shared/collections/threads.ts';
import { formatHlc } from '@hornbook/shared/sync/hlc.ts';
import { newRow, type RowChanges } from '@hornbook/shared/sync/write-row.ts';
import { typeAll } from '@hornbook/shared/text/edit-text.ts';
import { answerIdOf } from '@hornbook/shared/tutor/answer-id.ts';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { keepBytesFor } from '../blobs/learner-blobs.ts';
import { compileFiles } from '../content/folder-courses.ts';
import { publishCourse } from '../content/publish.ts';
import { miniCourse, miniIds } from '../content/testing/mini-course.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { memoryStore } from '../testing/memory-store.ts';
import { ModelDouble } from '../testing/model-double.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { answerQuestions } from './answer-questions.ts';
import { noteOutcome, takeQuestion } from './interactions.ts';
import { makeLiveAnswers } from './live-answers.ts';
import { makeTutorModel } from './tutor-model.ts';

const PATIENCE = { timeout: 15_000, interval: 40 };
const KEY = 'secret-of-the-model';
let count = 0;
const stamp = () => {
  count += 1;
  return formatHlc(Date.now(), count, 'devicea000');
};
const uuidV7 = () => `${randomUUID().slice(0, 14)}7${randomUUID().slice(15)}`;

describeOnBoth('the tutor', (database) => {
  const store = memoryStore();
  let double: ModelDouble;
  let stops: (() => Promise<void>)[] = [];
  const logged: unknown[] = [];

  beforeAll(async () => {
    const { courses, skills } = await compileFiles(new Map([['mini', miniCourse()]]));
    if (courses[0]) await publishCourse(database(), courses[0], skills, new Date());
  });
  beforeEach(async () => {
    double = await new ModelDouble().start();
    logged.length = 0;
  });
  afterEach(async () => {
    for (const stop of stops) await stop();
    stops = [];
    await double.stop();
  });

  const start = (budget = { questionsADay: 50, tokensADay: 1_000_000 }) => {
    const live = makeLiveAnswers();
    const tutor = answerQuestions({
      database: database(),
      store,
      withLearner: withLearnerOn(database().db),
      wakeUps: { onAny: () => () => {} },
      model: makeTutorModel({ url: double.url, model: 'double', key: KEY, ...budget }),
      budget,
      live,
      log: { error: (...said: unknown[]) => logged.push(said) } as never,
      pauseMs: 5,
      netMs: 60,
      againMs: () => 50,
    });
    stops.push(tutor.stop);
    return { ...tutor, live };
  };
  const makeLearner = async () => {
    const learnerId = randomUUID();
    await database().query('insert into learners (id) values ($1)', [learnerId]);
    const put = async (name: 'threads' | 'messages' | 'materials', row: { id: string }) =>
      withLearnerOn(database().db)(learnerId, (store) => store.putRows(name, [{ key: row.id, row: row as never }]));
    const begin = async (values: RowChanges<typeof threads> = {}) => {
      const about = { context: 'general', courseId: null, lessonId: null, activityId: null, materialId: null } as const;
      const thread = newRow(threads, { id: uuidV7(), title: 'T', ...about, startedAt: 1, ...values }, stamp());
      await put('threads', thread as Thread);
      return thread.id;
    };
    const say = async (values: RowChanges<typeof messages>) => {
      const plain = { role: 'user', type: 'text', questionId: null, passages: null, model: null, sentAt: 1 } as const;
      const message = newRow(messages, { id: uuidV7(), ...plain, ...values }, stamp());
      await put('messages', message as Message);
      return message.id;
    };
    const rowOf = async (id: string) =>
      (
        await database().query<
          Pick<Message, 'role' | 'type' | 'content' | 'answer' | 'standing'> & { question_id: string }
        >('select role, type, content, question_id, answer, standing from messages where learner_id = $1 and id = $2', [
          learnerId,
          id,
        ])
      )[0];
    const answerTo = async (questionId: string) => (await rowOf(answerIdOf(questionId)))?.answer;
    const interactions = () =>
      database().query<Record<string, unknown>>(
        'select * from ai_interactions where learner_id = $1 order by created_at',
        [learnerId],
      );
    const write = async (values: RowChanges<typeof materials>) => {
      const note = newRow(
        materials,
        { id: uuidV7(), kind: 'text', subjectId: uuidV7(), addedAt: 1, ...values },
        stamp(),
      );
      // The service's own fields are no device's to make.
      await put('materials', { ...note, snapshotHash: values.snapshotHash ?? null } as Material);
      return note.id;
    };
    return { learnerId, begin, write, say, rowOf, answerTo, interactions };
  };
  /** Wholly: what is still to be answered when a test ends would be asked in the next one. */
  const untilAnswered = (learner: Awaited<ReturnType<typeof makeLearner>>, questions: readonly string[]) =>
    vi.waitFor(async () => {
      for (const id of questions) expect(await learner.answerTo(id)).toMatchObject({ state: 'complete' });
    }, PATIENCE);
  const sent = () => double.asked.map(({ messages: all }) => all.map(({ content }) => content).join('\n')).join('\n');

  test('answers a question once, with its lesson, keeps what it said in the feed, and writes down what it was sent', async () => {
    const learner = await makeLearner();
    double.answer = () => ({ kind: 'say', text: 'Because **it is** so, 漢字 é.' });
    const threadId = await learner.begin({ context: 'lesson', courseId: miniIds.course, lessonId: miniIds.lessons[0] });
    const passage = { sourceKind: 'material', sourceId: randomUUID(), courseId: null, place: 0 } as const;
    const passages = [{ ...passage, title: 'My notes', excerpt: 'Planets go round.' }];
    const id = await learner.say({ threadId, content: 'Why is it so?', passages });
    start();
    start();
    await vi.waitFor(async () => expect(await learner.answerTo(id)).toMatchObject({ state: 'complete' }), PATIENCE);
    expect(await learner.answerTo(id)).toMatchObject({ text: 'Because **it is** so, 漢字 é.', model: 'double' });
    expect(await learner.rowOf(id)).toMatchObject({ standing: { state: 'answered' } });
    expect(await learner.rowOf(answerIdOf(id))).toMatchObject({ role: 'assistant', question_id: id, content: '' });
    const feed = await database().query<{ key: string }>(
      `select key from changes where learner_id = $1 and collection = 'messages'`,
      [learner.learnerId],
    );
    expect(feed.map(({ key }) => key).toSorted()).toEqual([id, answerIdOf(id)].toSorted());

    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(double.asked).toHaveLength(1);
    expect(double.asked[0]).toMatchObject({ model: 'double', key: `Bearer ${KEY}` });
    const [lesson] = await database().query<{ content: string }>('select content from lessons where id = $1', [
      miniIds.lessons[0],
    ]);
    expect(sent()).toContain(lesson?.content.slice(0, 80));
    expect(sent()).toContain('Planets go round.');
    const [noted] = await learner.interactions();
    expect(noted).toMatchObject({
      id,
      type: 'lesson',
      model: 'double',
      state: 'complete',
      tries: 1,
      input_tokens: 100,
    });
    expect(noted).toMatchObject({
      output: 'Because **it is** so, 漢字 é.',
      output_tokens: 6,
      input: double.asked[0]?.messages,
    });
    expect(noted?.duration_ms).toBeGreaterThanOrEqual(0);
  });

  test('asks with the learner’s own note where that is what the conversation is about, and with nobody else’s', async () => {
    const [learner, other] = [await makeLearner(), await makeLearner()];
    double.answer = () => ({ kind: 'say', text: 'So it is.' });
    const note = { title: 'Leaves', text: typeAll('Chloroplasts catch light.', 'sittinga') };
    const own = await learner.write(note);
    const theirs = await other.write({ title: 'A diary', text: typeAll('Nobody may read this.', 'sittingb') });
    const deleted = await learner.write({ title: 'Gone', text: typeAll('Thrown away.', 'sittingc'), deletedAt: 5 });
    const questions: string[] = [];
    for (const materialId of [own, theirs, deleted]) {
      const threadId = await learner.begin({ context: 'material', materialId });
      questions.push(await learner.say({ threadId, content: `About ${materialId}?` }));
    }
    start();
    await untilAnswered(learner, questions);
    expect(double.asked).toHaveLength(3);
    expect(sent()).toContain('Chloroplasts catch light.');
    for (const secret of ['Nobody may read', 'A diary', 'Thrown away.']) expect(sent()).not.toContain(secret);
  });

  test('asks with the kept text of a page, and of a text file, of the learner’s own; without one, with its address', async () => {
    const [learner, other] = [await makeLearner(), await makeLearner()];
    double.answer = () => ({ kind: 'say', text: 'So it is.' });
    const keep = async ({ learnerId }: typeof learner, text: string) =>
      (await keepBytesFor({ database: database(), store }, learnerId, Buffer.from(text))).sha256;
    const html = '<h2>Roots</h2><p>They drink &amp; hold.</p><ul><li>rain</li></ul>';
    const about = { title: 'Roots', byline: null, siteName: null, lang: null, dir: null, takenAt: 1 };
    const copy = JSON.stringify({ format: 1, url: 'https://example.org/roots', ...about, html });
    const page = { kind: 'url', title: 'A page', url: 'https://example.org/roots' } as const;
    const file = { kind: 'file', fileName: 'words.txt', mediaType: 'text/plain', title: 'Words' } as const;
    const theirs = await keep(other, 'Nobody may read this.');
    const materials = [
      await learner.write({ ...page, snapshotHash: await keep(learner, copy) }),
      await learner.write({ ...file, blobHash: await keep(learner, 'Bark keeps warm.') }),
      // Named, but another's; and one that has not come yet.
      await learner.write({ ...file, blobHash: theirs }),
      await learner.write({ ...page, url: 'https://example.org/not-yet', snapshotHash: 'f'.repeat(64) }),
    ];
    const questions: string[] = [];
    for (const materialId of materials) {
      const threadId = await learner.begin({ context: 'material', materialId });
      questions.push(await learner.say({ threadId, content: `About ${materialId}?` }));
    }
    start();
    await untilAnswered(learner, questions);
    expect(double.asked).toHaveLength(4);
    for (const said of ['Roots\nThey drink & hold.\nrain', 'Bark keeps warm.', 'https://example.org/not-yet'])
      expect(sent()).toContain(said);
    for (const unsaid of ['Nobody may read', '<p>', 'takenAt']) expect(sent()).not.toContain(unsaid);
  });

  test('keeps an answer that was cut off as what it is, asks again, and then has one whole answer', async () => {
    const learner = await makeLearner();
    const plan = [
      { kind: 'status', status: 503 },
      { kind: 'cut', text: 'one two three four' },
      { kind: 'status', status: 503 },
      { kind: 'say', text: 'one two three four' },
    ] as const;
    const partial: unknown[] = [];
    double.answer = (_, n) => plan[Math.min(n, plan.length - 1)] as (typeof plan)[number];
    const threadId = await learner.begin();
    const id = await learner.say({ threadId, content: 'Count.' });
    const { live } = start();
    const told: string[] = [];
    live.watch(learner.learnerId, id, (event) => told.push(event.kind === 'text' ? event.text : event.kind));
    await vi.waitFor(async () => {
      const answer = await learner.answerTo(id);
      if (answer?.state === 'partial') partial.push([answer.text, (await learner.rowOf(id))?.standing?.reason]);
      expect(answer).toMatchObject({ state: 'complete', text: 'one two three four' });
      expect(told.at(-1)).toBe('end');
    }, PATIENCE);
    expect(partial[0]).toEqual(['one two', 'unavailable']);
    expect(told.join('|')).toMatch(/^anew\|end\|anew\|one\| two\|end\|anew\|end\|anew\|one\| two\| three\| four\|end$/);
    expect(double.asked).toHaveLength(4);
    expect(await learner.interactions()).toMatchObject([{ tries: 4, state: 'complete' }]);
    // A service that is away is no fault of ours, and nothing of it is for the log.
    expect(logged).toEqual([]);
  });

  test('asks in order, with what was said before, and takes the answer of the learner’s own browser for one', async () => {
    const learner = await makeLearner();
    double.answer = (_, n) => ({ kind: 'say', text: `Answer ${n}.` });
    const threadId = await learner.begin();
    const first = await learner.say({ threadId, content: 'First?' });
    const own = await learner.say({ threadId, content: 'Second?' });
    await learner.say({
      id: answerIdOf(own),
      threadId,
      content: 'My own.',
      role: 'assistant',
      questionId: own,
      model: 'b',
    });
    const third = await learner.say({ threadId, content: 'Third?', type: 'explanation' });
    start();
    await vi.waitFor(async () => expect(await learner.answerTo(third)).toMatchObject({ state: 'complete' }), PATIENCE);
    const last = double.asked.at(-1)?.messages.slice(1);
    expect(last?.map(({ content }) => content)).toEqual(['First?', 'Answer 0.', 'Second?', 'My own.', 'Third?']);
    expect(await learner.rowOf(answerIdOf(third))).toMatchObject({ type: 'explanation' });
    expect(await learner.rowOf(answerIdOf(own))).toMatchObject({ content: 'My own.', answer: null });
    expect(await learner.rowOf(own)).toMatchObject({ standing: { state: 'answered' } });
    expect(await learner.answerTo(first)).toMatchObject({ text: 'Answer 0.' });
    expect(double.mostAtOnce).toBe(1);
  });

  test('leaves alone what was deleted, and what is no question', async () => {
    const learner = await makeLearner();
    const threadId = await learner.begin();
    await learner.say({ threadId, content: 'Deleted.', deletedAt: 5 });
    await learner.say({ id: `${randomUUID().slice(0, 14)}8${randomUUID().slice(15)}`, threadId, content: 'Forged.' });
    await learner.say({ threadId, content: 'Said as the tutor.', role: 'assistant' });
    const tutor = start();
    for (let look = 0; look < 5; look += 1) {
      tutor.soon();
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    expect(double.asked).toEqual([]);
  });

  test('stops at a learner’s own day, and at everybody’s, and says until when', async () => {
    const [one, other] = [await makeLearner(), await makeLearner()];
    const threadId = await one.begin();
    const ids: string[] = [];
    for (const n of [1, 2, 3]) ids.push(await one.say({ threadId, content: `${n}?` }));
    start({ questionsADay: 2, tokensADay: 1_000_000 });
    const standing = async (id = '') => (await one.rowOf(id))?.standing;
    await vi.waitFor(async () => expect(await standing(ids[2])).toMatchObject({ state: 'later' }), PATIENCE);
    expect(await standing(ids[2])).toMatchObject({ reason: 'own-budget' });
    expect((await standing(ids[2]))?.until).toBeGreaterThan(Date.now() + 23 * 3_600_000);
    expect(double.asked).toHaveLength(2);

    for (const stop of stops.splice(0)) await stop();
    const another = await other.say({ threadId: await other.begin(), content: 'And I?' });
    start({ questionsADay: 2, tokensADay: 150 });
    await vi.waitFor(async () => {
      expect((await other.rowOf(another))?.standing).toMatchObject({ state: 'later', reason: 'all-budget' });
    }, PATIENCE);
    expect(double.asked).toHaveLength(2);
    await database().query('delete from ai_interactions where learner_id = $1', [one.learnerId]);
  });

  test('gives up what the service will not take, says so, and never writes the key or the question to the log', async () => {
    const learner = await makeLearner();
    double.answer = () => ({ kind: 'status', status: 401 });
    const id = await learner.say({ threadId: await learner.begin(), content: 'A private matter' });
    start();
    await vi.waitFor(async () => {
      expect((await learner.rowOf(id))?.standing).toMatchObject({ state: 'given-up', reason: 'unavailable' });
    }, PATIENCE);
    expect(double.asked).toHaveLength(3);
    expect(logged.length).toBeGreaterThan(0);
    const text = JSON.stringify(logged);
    for (const secret of [KEY, 'private matter', learner.learnerId]) expect(text).not.toContain(secret);
  });

  test('of several who would ask, one holds the question until it lets go', async () => {
    const { learnerId } = await makeLearner();
    const question = { learnerId, id: uuidV7() };
    const sending = { type: 'general', model: 'm', input: [] };
    const tries = await Promise.all([1, 2, 3].map(() => takeQuestion(database().db, question, sending)));
    expect(tries.filter((taken) => taken !== null)).toEqual([1]);
    await noteOutcome(database().db, question, {
      state: 'partial',
      output: 'a',
      usage: null,
      durationMs: 1,
      againInMs: 0,
    });
    expect(await takeQuestion(database().db, question, sending)).toBe(2);
    await noteOutcome(database().db, question, {
      state: 'complete',
      output: 'b',
      usage: null,
      durationMs: 1,
      againInMs: null,
    });
    expect(await takeQuestion(database().db, question, sending)).toBeNull();
  });
});
