import { randomUUID } from 'node:crypto';
import { enrollments } from '@hornbook/shared/collections/enrollments.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { lessonProgress } from '@hornbook/shared/collections/lesson-progress.ts';
import { studyDays } from '@hornbook/shared/collections/study-days.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import { formatHlc } from '@hornbook/shared/sync/hlc.ts';
import { newRow } from '@hornbook/shared/sync/write-row.ts';
import { beforeAll, expect, test } from 'vitest';
import { createContentIndex } from '../content/content-index.ts';
import { compileFiles } from '../content/folder-courses.ts';
import { publishCourse } from '../content/publish.ts';
import { miniCourse, miniIds } from '../content/testing/mini-course.ts';
import type { SqlRunner } from '../db/sql-database.ts';
import { readAsLearner } from '../db/with-learner.ts';
import { refoldLearners } from '../folds/fold-learners.ts';
import { publishedFacts } from '../folds/published-facts.ts';
import type { PushContext } from '../sync/apply-push.ts';
import { pushRows } from '../sync/push-rows.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { counted } from '../testing/counted.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { readCourseTotals, readDays } from './analytics.ts';
import { listAttempts, listResults, readAttempt } from './attempt-list.ts';
import { lessonListSchema, listLessons } from './lesson-list.ts';
import type { Page } from './page.ts';
import { listCourses, listProgress } from './progress.ts';
import { readQuiz } from './quiz.ts';
import { listSkills } from './skill-list.ts';
import { type Submission, submitAttempts } from './submit-attempts.ts';

const { questions, lessons, course } = miniIds;
const replicaId = 'replicaa00';
const NOON = Date.UTC(2026, 0, 10, 12);
const DAY = 86_400_000;

/** Every page of a list, one item each. */
const allPages = async <T>(page: (after: string | undefined) => Promise<Page<T>>): Promise<T[]> => {
  const items: T[] = [];
  for (let after: string | undefined; ; ) {
    const one = await page(after);
    expect(one.items.length).toBeLessThanOrEqual(1);
    items.push(...one.items);
    if (one.next === null) return items;
    after = one.next;
  }
};

describeOnBoth('the queries', (database) => {
  const learnerId = randomUUID();
  const stranger = randomUUID();
  let context: PushContext;
  const db = () => database().db;
  const asLearner = <T>(read: (runner: SqlRunner) => Promise<T>, id = learnerId) => readAsLearner(db(), id, read);

  const quizOf = async (id: string) => {
    const quiz = await readQuiz(db(), id);
    if (!quiz) throw new Error('There is no such activity.');
    return quiz;
  };
  const submission = async (activityId: string, at: number, given: Record<string, Response>): Promise<Submission> => ({
    id: randomUUID(),
    quiz: await quizOf(activityId),
    startedAt: at - 60_000,
    completedAt: at,
    timeZone: 'UTC',
    utcOffsetMinutes: 0,
    answers: Object.entries(given).map(([questionId, response]) => ({
      questionId,
      response,
      hintsUsed: 0,
      durationMs: 4_000,
      answeredAt: at - 1_000,
    })),
  });
  const submit = (made: number, given: Submission[], id = learnerId) =>
    submitAttempts({ context, database: db() }, { learnerId: id, replicaId, made }, given);
  const right: Response = { kind: 'multiple_choice', optionId: 'a' };
  const wrong: Response = { kind: 'multiple_choice', optionId: 'b' };

  beforeAll(async () => {
    const { courses, skills } = await compileFiles(new Map([['mini', miniCourse()]]));
    const result = courses[0] && (await publishCourse(database(), courses[0], skills, new Date(NOON)));
    expect(result?.kind).toBe('published');
    for (const id of [learnerId, stranger]) await database().query('insert into learners (id) values ($1)', [id]);
    context = { withLearner: withLearnerOn(db()), content: createContentIndex(database()), collections, now: Date.now };
    const stamp = formatHlc(NOON, 0, replicaId);
    const rows = [
      {
        collection: enrollments,
        row: newRow(enrollments, { courseId: course, enrolledAt: NOON, status: 'active', lastAccessedAt: NOON }, stamp),
      },
      ...lessons.map((lessonId, index) => ({
        collection: lessonProgress,
        row: newRow(
          lessonProgress,
          {
            lessonId,
            courseId: course,
            startedAt: NOON,
            timeSpentMs: { [replicaId]: 60_000, replicab00: 5 },
            ...(index === 0
              ? { status: 'completed' as const, completedAt: NOON, completedDay: '2026-01-10' }
              : { status: 'in_progress' as const, lastPosition: 250 }),
          },
          stamp,
        ),
      })),
      ...['2026-01-10', '2026-01-12'].map((localDay) => ({
        collection: studyDays,
        row: newRow(studyDays, { localDay, course, activeMs: { [replicaId]: 90_000 } }, stamp),
      })),
    ];
    expect(await pushRows(context, { learnerId, replicaId }, rows)).toEqual([]);
  });

  test('lessons come page by page in the order they are learned in, each once, with their skills and activities', async () => {
    const all = await listLessons(db(), lessonListSchema.parse({}));
    expect(all.items.map(({ id }) => id)).toEqual([...lessons]);
    expect(all.next).toBe(null);
    expect(all.items[0]).toEqual({
      id: lessons[0],
      title: 'One',
      summary: 'The first.',
      difficulty: 'beginner',
      estimatedMinutes: 3,
      position: 0,
      unitId: miniIds.unit,
      unitTitle: 'Start',
      unitPosition: 0,
      courseId: course,
      courseTitle: 'Mini',
      skillIds: [miniIds.skill],
      activityCount: 2,
    });
    expect(await allPages((after) => listLessons(db(), lessonListSchema.parse({ limit: '1', after })))).toEqual(
      all.items,
    );
  });

  test('lessons are filtered by course, difficulty, skill, language and time', async () => {
    const ids = async (asked: object) =>
      (await listLessons(db(), lessonListSchema.parse(asked))).items.map(({ id }) => id);
    expect(await ids({ course, skill: miniIds.skill, language: 'en', difficulty: 'beginner', minutes: '3' })).toContain(
      lessons[0],
    );
    for (const none of [
      { course: randomUUID() },
      { difficulty: 'advanced' },
      { skill: randomUUID() },
      { language: 'es' },
      { minutes: '1' },
    ])
      expect(await ids(none), JSON.stringify(none)).toEqual([]);
    for (const wrong of [{ after: 'x' }, { after: 'WzFd' }, { limit: '101' }, { limit: '0' }, { colour: 'red' }])
      expect(lessonListSchema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
  });

  test('a quiz comes with its questions and with nothing that is right, also by its order', async () => {
    for (const id of [miniIds.practice, miniIds.quiz, miniIds.test]) {
      const quiz = await quizOf(id);
      expect(quiz.questions.length).toBeGreaterThan(0);
      for (const question of quiz.questions) {
        expect(Object.keys(question).sort()).toEqual(
          'choices difficulty gaps hintCount id kind options points prompt skillIds text unit'.split(' '),
        );
        const ids = question.options?.map((option) => option.id) ?? [];
        expect(ids).toEqual([...ids].sort());
        for (const option of question.options ?? []) expect(Object.keys(option)).toEqual(['id', 'text']);
        for (const gap of question.gaps ?? []) expect(Object.keys(gap)).toEqual(['id', 'kind', 'options']);
        expect(question.skillIds).toEqual([miniIds.skill]);
      }
    }
    expect(await readQuiz(db(), randomUUID())).toBe(null);
  });

  test('a submission is graded by the service, and refused when a question is not of the activity', async () => {
    const [good, bad, stray] = [
      await submission(miniIds.practice, NOON, { [questions.capital]: right }),
      await submission(miniIds.practice, NOON + 2 * DAY, { [questions.capital]: wrong }),
      await submission(miniIds.practice, NOON, { [questions.heldBack]: right }),
    ];
    const said = await submit(0, [good, bad, stray]);
    expect(said[0]).toMatchObject({ id: good.id, kind: 'scored' });
    expect(said[1]).toMatchObject({ id: bad.id, kind: 'scored', earned: 0 });
    expect(said[2]).toMatchObject({ id: stray.id, kind: 'refused', message: expect.stringContaining('no question') });
    const score = said[0] as Extract<(typeof said)[0], { kind: 'scored' }>;
    expect(score.earned).toBeGreaterThan(0);
    expect(await submit(0, [good])).toEqual([score]);

    const listed = await allPages((after) =>
      asLearner((runner) =>
        listAttempts(runner, { limit: 1, after: after && JSON.parse(Buffer.from(after, 'base64url').toString()) }),
      ),
    );
    expect(listed.map(({ id }) => id)).toEqual([bad.id, good.id]);
    expect(listed[1]).toMatchObject({ completedDay: '2026-01-10', earnedPoints: score.earned, completedAt: NOON });
    const { items } = await asLearner((runner) => listResults(runner, { course, limit: 10, after: undefined }));
    expect(items).toEqual([
      {
        activityId: miniIds.practice,
        completed: 2,
        latestAt: NOON + 2 * DAY,
        latestPercent: 0,
        bestPercent: Math.floor((score.earned * 100) / score.possible),
      },
    ]);
    const one = await asLearner((runner) => readAttempt(runner, good.id));
    expect(one?.grading?.questions[questions.capital]?.correct).toBe(true);
  });

  test('progress says how far the learner is in each course and lesson', async () => {
    const { items } = await asLearner((runner) => listCourses(runner, { limit: 10, after: undefined }));
    expect(items).toEqual([
      {
        courseId: course,
        title: 'Mini',
        status: 'active',
        enrolledAt: NOON,
        lastAccessedAt: NOON,
        completedAt: null,
        completedLessons: 1,
        totalLessons: 2,
        percent: 50,
        timeSpentMs: 120_010,
      },
    ]);
    const progress = await asLearner((runner) => listProgress(runner, { limit: 10, after: undefined }));
    expect(progress.items.map(({ lessonId, status, lastPosition }) => [lessonId, status, lastPosition])).toEqual([
      [lessons[0], 'completed', 0],
      [lessons[1], 'in_progress', 250],
    ]);
  });

  test('days are what the shared folds make of them, and a sum over courses is the sum of the days', async () => {
    await refoldLearners(db(), publishedFacts(database()))(learnerId);
    const span = { from: '2026-01-01', to: '2026-01-31' };
    const days = (after: string | undefined, limit: number) =>
      asLearner((runner) => readDays(runner, { ...span, after, limit }));
    const { items, next } = await days(undefined, 31);
    expect(next).toBe(null);
    expect(items.map(({ localDay }) => localDay)).toEqual(['2026-01-10', '2026-01-12']);
    expect(items[0]?.amounts).toMatchObject({ activeMs: 90_000, lessons: 1, attempts: 1, answered: 1, correct: 1 });
    expect(items[1]?.amounts).toMatchObject({ activeMs: 90_000, lessons: 0, attempts: 1, answered: 1, correct: 0 });

    const paged = [];
    for (let after: string | undefined; ; ) {
      const page = await days(after, 7);
      paged.push(...page.items);
      if (page.next === null) break;
      after = page.next;
    }
    expect(paged).toEqual(items);
    const totals = await asLearner((runner) => readCourseTotals(runner, span));
    expect(totals.items).toEqual([
      {
        course,
        amounts: expect.objectContaining({ activeMs: 180_000, lessons: 1, attempts: 2, answered: 2, correct: 1 }),
      },
    ]);
  });

  test('skills are the service’s own fold', async () => {
    const { items } = await asLearner((runner) => listSkills(runner, { limit: 10, after: undefined }));
    expect(items).toEqual([
      {
        skillId: miniIds.skill,
        name: 'Looking',
        subjectArea: 'Science',
        state: expect.objectContaining({ skillId: miniIds.skill }),
      },
    ]);
  });

  test('nobody sees another learner’s rows', async () => {
    const none = { limit: 10, after: undefined };
    const attempt = (await asLearner((runner) => listAttempts(runner, none))).items[0];
    expect(attempt).toBeDefined();
    const empty = { items: [], next: null };
    expect(await asLearner((runner) => listAttempts(runner, none), stranger)).toEqual(empty);
    expect(await asLearner((runner) => listResults(runner, { ...none, course }), stranger)).toEqual(empty);
    expect(await asLearner((runner) => listCourses(runner, none), stranger)).toEqual(empty);
    expect(await asLearner((runner) => listProgress(runner, none), stranger)).toEqual(empty);
    expect(await asLearner((runner) => listSkills(runner, none), stranger)).toEqual(empty);
    expect(await asLearner((runner) => readAttempt(runner, attempt?.id ?? ''), stranger)).toBe(null);
    const span = { from: '2026-01-01', to: '2026-01-31' };
    expect(await asLearner((runner) => readDays(runner, { ...span, after: undefined, limit: 31 }), stranger)).toEqual(
      empty,
    );
  });

  test('no question takes more statements for more rows', async () => {
    const none = { limit: 50, after: undefined };
    const span = { from: '2026-01-01', to: '2026-01-31' };
    const asked: Record<string, (counting: ReturnType<typeof counted>['database']) => Promise<unknown>> = {
      lessons: (on) => listLessons(on, lessonListSchema.parse({})),
      quiz: (on) => readQuiz(on, miniIds.practice),
      attempts: (on) => readAsLearner(on, learnerId, (runner) => listAttempts(runner, none)),
      results: (on) => readAsLearner(on, learnerId, (runner) => listResults(runner, { ...none, course })),
      courses: (on) => readAsLearner(on, learnerId, (runner) => listCourses(runner, none)),
      progress: (on) => readAsLearner(on, learnerId, (runner) => listProgress(runner, none)),
      skills: (on) => readAsLearner(on, learnerId, (runner) => listSkills(runner, none)),
      days: (on) =>
        readAsLearner(on, learnerId, (runner) => readDays(runner, { ...span, after: undefined, limit: 31 })),
    };
    const count = async () => {
      const counts: Record<string, number> = {};
      for (const [name, ask] of Object.entries(asked)) {
        const { database: on, statements } = counted(db());
        await ask(on);
        counts[name] = statements.length;
      }
      return counts;
    };
    const before = await count();
    const more = await Promise.all(
      Array.from({ length: 30 }, (_, day) =>
        submission(miniIds.practice, NOON + (day % 9) * DAY, { [questions.flat]: { kind: 'true_false', value: true } }),
      ),
    );
    const said = await submit(3, more);
    expect(said.map(({ kind }) => kind)).toEqual(more.map(() => 'scored'));
    expect(await count()).toEqual(before);
    // One for the learner's rights, and one for the rows; skills have their names by another, and days three kinds of rows.
    expect(before).toEqual({
      lessons: 1,
      quiz: 1,
      attempts: 2,
      results: 2,
      courses: 2,
      progress: 2,
      skills: 3,
      days: 4,
    });
  });
});
