import { randomUUID } from 'node:crypto';
import { type CourseReception, GROUP } from '@hornbook/shared/authoring/course-reception.ts';
import { enrollments } from '@hornbook/shared/collections/enrollments.ts';
import { feedback } from '@hornbook/shared/collections/feedback.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { lessonProgress } from '@hornbook/shared/collections/lesson-progress.ts';
import { profile } from '@hornbook/shared/collections/profile.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import { formatHlc } from '@hornbook/shared/sync/hlc.ts';
import { newRow } from '@hornbook/shared/sync/write-row.ts';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { setRole } from '../auth/roles.ts';
import { createContentIndex } from '../content/content-index.ts';
import { compileFiles } from '../content/folder-courses.ts';
import { publishCourse } from '../content/publish.ts';
import { miniCourse, miniIds } from '../content/testing/mini-course.ts';
import { RECEPTION_ROLE } from '../db/derived/reception.ts';
import { readQuiz } from '../queries/quiz.ts';
import { submitAttempts } from '../queries/submit-attempts.ts';
import { pushRows } from '../sync/push-rows.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { makeTestApp } from '../testing/test-app.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { makeTestDevice, type TestDevice } from '../testing/test-device.ts';

const NOON = Date.UTC(2026, 2, 10, 12);
const replicaId = 'replicaa00';
const { capital, flat, planets } = miniIds.questions;

describeOnBoth('what learners make of a course', (database) => {
  let author: TestDevice;
  let stranger: TestDevice;
  let operator: TestDevice;
  let learn: (given: {
    lessons?: ('in_progress' | 'completed')[];
    finished?: boolean;
    /** One attempt each, in this order. */
    answers?: Record<string, Response>[];
    said?: { stars: '1' | '2' | '3' | '4' | '5'; text: string };
  }) => Promise<void>;

  beforeAll(async () => {
    const app = await makeTestApp(database());
    const withRole = async (role: 'author' | 'operator' | null): Promise<TestDevice> => {
      const email = `${randomUUID()}@example.org`;
      const device = await makeTestDevice(app);
      await device.post('/auth/claim', await device.claim());
      await device.post('/auth/account/make', {
        email,
        password: 'correct horse',
        proof: await device.proof('make-account'),
      });
      if (role) await setRole(database(), email, role, true);
      return device;
    };
    // The first account of the embedded database may do everything.
    await withRole(null);
    [author, stranger, operator] = [await withRole('author'), await withRole('author'), await withRole('operator')];
    const { courses, skills } = await compileFiles(new Map([['mini', miniCourse()]]));
    if (courses[0]) await publishCourse(database(), courses[0], skills, new Date(NOON));
    await database().query(
      'update courses set author_user_id = (select user_id from learners where id = $2) where id = $1',
      [miniIds.course, author.learnerId],
    );
    const context = {
      withLearner: withLearnerOn(database().db),
      content: createContentIndex(database()),
      collections,
      now: Date.now,
    };
    const quizzes = await Promise.all([miniIds.practice, miniIds.quiz].map((id) => readQuiz(database().db, id)));
    const quizOf = (given: Record<string, Response>) => {
      const quiz = quizzes.find((one) => one?.questions.some(({ id }) => given[id]));
      if (!quiz) throw new Error('There is no such activity.');
      return { ...quiz, questions: quiz.questions.filter(({ id }) => given[id]) };
    };
    let turn = 0;
    learn = async ({ lessons = [], finished = false, answers = [], said }) => {
      turn += 1;
      const learnerId = randomUUID();
      const at = NOON + turn * 60_000;
      const stamp = formatHlc(at, 0, replicaId);
      const { course: courseId } = miniIds;
      await database().query('insert into learners (id) values ($1)', [learnerId]);
      const status = finished ? ('completed' as const) : ('active' as const);
      await pushRows(context, { learnerId, replicaId }, [
        { collection: profile, row: newRow(profile, { id: 'me', displayName: `Secret ${turn}` }, stamp) },
        {
          collection: enrollments,
          row: newRow(
            enrollments,
            { courseId, enrolledAt: at, lastAccessedAt: at, status, completedAt: finished ? at : null },
            stamp,
          ),
        },
        ...lessons.map((status, index) => ({
          collection: lessonProgress,
          row: newRow(
            lessonProgress,
            { lessonId: miniIds.lessons[index] as string, courseId, status, startedAt: at },
            stamp,
          ),
        })),
        ...(said
          ? [
              {
                collection: feedback,
                row: newRow(
                  feedback,
                  { targetKind: 'course', targetId: courseId, courseId, type: 'idea', givenAt: at, ...said },
                  stamp,
                ),
              },
            ]
          : []),
      ]);
      const submissions = answers.map((given, index) => ({
        id: randomUUID(),
        quiz: quizOf(given),
        startedAt: at,
        completedAt: at + index * 1000,
        timeZone: 'UTC',
        utcOffsetMinutes: 0,
        answers: Object.entries(given).map(([questionId, response]) => ({
          questionId,
          response,
          hintsUsed: 0,
          durationMs: turn * 1000,
          answeredAt: at,
        })),
      }));
      await submitAttempts({ context, database: database().db }, { learnerId, replicaId, made: 0 }, submissions);
    };
  });

  const ask = async (device: TestDevice, course: string = miniIds.course) =>
    (await (await device.get(`/sync/authoring/${course}/reception`)).json()) as CourseReception;
  const choice = (optionId: string): Record<string, Response> => ({
    [capital]: { kind: 'multiple_choice', optionId },
  });
  const empty = { begun: 0, finished: 0, lessons: [], questions: [], stars: [], texts: [] };

  test('nothing is told of fewer than a group of them, neither figures nor words', async () => {
    for (let one = 1; one < GROUP; one += 1)
      await learn({ answers: [choice('b')], lessons: ['completed'], said: { stars: '1', text: `Dull, says ${one}.` } });
    expect(await ask(author)).toEqual({ kind: 'reception', at: expect.any(Number), ...empty });
  });

  test('whole groups are counted, by the first answer of each, with what wrong answers chose and how long it took', async () => {
    // Right only at the second go, and a word for no stars but the highest.
    await learn({
      answers: [{ ...choice('b'), [flat]: { kind: 'true_false', value: true } }, choice('a')],
      lessons: ['completed', 'in_progress'],
      finished: true,
      said: { stars: '5', text: 'Fun!' },
    });
    const group = await ask(author);
    expect(group).toMatchObject({ begun: 5, finished: 0 });
    expect(group.lessons).toEqual([{ id: miniIds.lessons[0], opened: 5, completed: 5 }]);
    expect(group.questions).toEqual([
      { id: capital, learners: 5, right: 0, typicalMs: 3000, chosen: [{ option: 'b', learners: 5 }] },
    ]);
    expect(group.stars).toEqual([{ target: 'course', id: miniIds.course, learners: 5, average: 1.8 }]);
    expect(group.texts.map(({ text }) => text)).toEqual([
      'Dull, says 1.',
      'Dull, says 2.',
      'Dull, says 3.',
      'Dull, says 4.',
      'Fun!',
    ]);

    // One more changes no figure; five more do.
    await learn({ answers: [choice('a')] });
    expect((await ask(author)).questions).toEqual(group.questions);
    for (const option of ['a', 'a', 'a', 'c']) await learn({ answers: [choice(option)] });
    const two = await ask(author);
    expect(two).toMatchObject({ begun: 10, finished: 0 });
    // What one learner alone chose is not told.
    expect(two.questions).toEqual([
      { id: capital, learners: 10, right: 4, typicalMs: 5000, chosen: [{ option: 'b', learners: 5 }] },
    ]);
  });

  test('true or false and several of several are told by what was chosen wrongly, what is typed by nothing', async () => {
    const { boiling } = miniIds.questions;
    for (let one = 0; one < GROUP; one += 1)
      await learn({
        answers: [
          { [flat]: { kind: 'true_false', value: one < 3 } },
          {
            [planets]: { kind: 'multiple_response', optionIds: one < 2 ? ['a', 'c'] : ['a', 'b'] },
            [boiling]: { kind: 'numeric', text: `my name is ${one}` },
          },
        ],
      });
    const { questions } = await ask(author);
    const of = (id: string) => questions.find((question) => question.id === id);
    // Another learner had answered it before; of the six the first five are counted.
    expect(of(flat)).toMatchObject({ learners: 5, right: 1, chosen: [{ option: 'true', learners: 4 }] });
    expect(of(planets)).toMatchObject({
      ...{
        learners: 5,
        right: 2,
        chosen: [
          { option: 'a', learners: 3 },
          { option: 'b', learners: 3 },
        ],
      },
    });
    expect(of(boiling)).toMatchObject({ learners: 5, right: 0, chosen: [] });
    expect(JSON.stringify(questions)).not.toContain('my name');
  });

  test('an operator may know it as well, another author, a learner and an author who is one no more may not', async () => {
    const own = await ask(author);
    expect({ ...(await ask(operator)), at: 0 }).toEqual({ ...own, at: 0 });
    expect(await ask(stranger)).toEqual({ kind: 'unknown' });
    expect(await ask(author, randomUUID())).toEqual({ kind: 'unknown' });
    await database().query(
      'update "user" set is_author = false where id = (select user_id from learners where id = $1)',
      [author.learnerId],
    );
    expect(await ask(author)).toEqual({ kind: 'no-author' });
    await database().query(
      'update "user" set is_author = true where id = (select user_id from learners where id = $1)',
      [author.learnerId],
    );
  });

  test('nobody’s name or id is in it, and the role that counts sees the one course alone, and no more of it', async () => {
    const text = JSON.stringify(await ask(author));
    expect(text).not.toContain('Secret');
    const learners = await database().query<{ id: string }>('select id from learners');
    for (const { id } of learners) expect(text).not.toContain(id);

    const asRole = (learnerId: string, courseId: string, statement: ReturnType<typeof sql>) =>
      database().transaction(async (tx) => {
        await tx.execute(sql`select set_config('app.learner_id', ${learnerId}, true),
          set_config('app.course_id', ${courseId}, true), set_config('role', ${RECEPTION_ROLE}, true)`);
        const { rows } = await tx.execute(statement);
        return Number((rows[0] as { count: unknown }).count);
      });
    const counts = sql`select count(*) from attempts`;
    expect(await asRole(author.learnerId, miniIds.course, counts)).toBeGreaterThan(10);
    expect(await asRole(stranger.learnerId, miniIds.course, counts)).toBe(0);
    expect(await asRole(author.learnerId, randomUUID(), counts)).toBe(0);
    for (const forbidden of [
      sql`select count(*) from profile`,
      sql`select count(seed) from attempts`,
      sql`select count(*) from changes`,
      sql`select count(*) from learners`,
      sql`update feedback set text = ''`,
    ])
      await expect(asRole(author.learnerId, miniIds.course, forbidden)).rejects.toThrow();
  });
});
