import { randomUUID } from 'node:crypto';
import { enrollments } from '@hornbook/shared/collections/enrollments.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import { profile } from '@hornbook/shared/collections/profile.ts';
import { studyDays } from '@hornbook/shared/collections/study-days.ts';
import { dayNumber, dayOfNumber } from '@hornbook/shared/learning/local-day.ts';
import { formatHlc } from '@hornbook/shared/sync/hlc.ts';
import { newRow } from '@hornbook/shared/sync/write-row.ts';
import { sql } from 'drizzle-orm';
import { Registry } from 'prom-client';
import { beforeAll, expect, test } from 'vitest';
import { createContentIndex } from '../content/content-index.ts';
import { compileFiles } from '../content/folder-courses.ts';
import { publishCourse } from '../content/publish.ts';
import { miniCourse, miniIds } from '../content/testing/mini-course.ts';
import { FIGURES_ROLE } from '../db/derived/access.ts';
import { showFigures } from '../figures.ts';
import { refoldLearners } from '../folds/fold-learners.ts';
import { publishedFacts } from '../folds/published-facts.ts';
import { pushRows } from '../sync/push-rows.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { readFigures } from './figures.ts';
import { readQuiz } from './quiz.ts';
import { submitAttempts } from './submit-attempts.ts';

const today = '2026-03-10';
const NOON = Date.UTC(2026, 2, 10, 12);
const replicaId = 'replicaa00';

describeOnBoth('the figures for operators', (database) => {
  const learners = [randomUUID(), randomUUID(), randomUUID()];
  beforeAll(async () => {
    const { courses, skills } = await compileFiles(new Map([['mini', miniCourse()]]));
    if (courses[0]) await publishCourse(database(), courses[0], skills, new Date(NOON));
    const { db } = database();
    const context = {
      withLearner: withLearnerOn(db),
      content: createContentIndex(database()),
      collections,
      now: Date.now,
    };
    const stamp = formatHlc(NOON, 0, replicaId);
    const quiz = await readQuiz(db, miniIds.practice);
    // The first learned on each of the last three days, the second on two of a fortnight ago, the third never.
    const days = [[0, 1, 2], [14, 15], []];
    for (const [index, learnerId] of learners.entries()) {
      await database().query('insert into learners (id) values ($1)', [learnerId]);
      const rows = (days[index] ?? []).map((ago) => {
        const localDay = dayOfNumber(dayNumber(today) - ago);
        const row = newRow(studyDays, { localDay, course: 'none', activeMs: { [replicaId]: 60_000 } }, stamp);
        return { collection: studyDays, row };
      });
      const course = { courseId: miniIds.course, enrolledAt: NOON, lastAccessedAt: NOON };
      const status = index === 0 ? ('completed' as const) : ('active' as const);
      await pushRows(context, { learnerId, replicaId }, [
        ...rows,
        { collection: enrollments, row: newRow(enrollments, { ...course, status }, stamp) },
        { collection: profile, row: newRow(profile, { id: 'me', displayName: 'Ada Secret' }, stamp) },
      ]);
    }
    if (!quiz || !learners[0]) throw new Error('There is no quiz.');
    const answer = (optionId: string, at: number) => ({
      id: randomUUID(),
      quiz: { ...quiz, questions: quiz.questions.slice(0, 1) },
      startedAt: at,
      completedAt: at,
      timeZone: 'UTC',
      utcOffsetMinutes: 0,
      answers: [
        {
          questionId: miniIds.questions.capital,
          response: { kind: 'multiple_choice' as const, optionId },
          hintsUsed: 0,
          durationMs: 5,
          answeredAt: at,
        },
      ],
    });
    // The last one is too old to count.
    const given = [answer('a', NOON), answer('b', NOON), answer('a', NOON), answer('a', NOON - 40 * 86_400_000)];
    await submitAttempts({ context, database: db }, { learnerId: learners[0], replicaId, made: 0 }, given);
    const refold = refoldLearners(db, publishedFacts(database()));
    for (const learnerId of learners) await refold(learnerId);
  });

  test('count learners by days, courses and lessons by status, results by kind, and streaks', async () => {
    const figures = await readFigures(database().db, today);
    expect(figures).toEqual({
      learners: 3,
      active: [
        { days: 1, learners: 1 },
        { days: 7, learners: 1 },
        { days: 30, learners: 2 },
      ],
      enrollments: [
        { course: 'mini', status: 'active', count: 2 },
        { course: 'mini', status: 'completed', count: 1 },
      ],
      lessons: [],
      attempts: [{ kind: 'practice', count: 3, earned: 2, possible: 3, passed: 2 }],
      streaks: [
        { days: 1, learners: 1 },
        { days: 3, learners: 1 },
        { days: 7, learners: 0 },
        { days: 30, learners: 0 },
      ],
      differing: [],
    });
  });

  test('are shown as metrics, read once in five minutes, without a name or an id', async () => {
    const registry = new Registry();
    let now = NOON;
    let reads = 0;
    const { db } = database();
    const counting = new Proxy(db, {
      get: (target, name) => {
        if (name === 'transaction') reads += 1;
        const value = Reflect.get(target, name) as unknown;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    showFigures(registry, { database: { db: counting }, log: { error: () => {} }, now: () => now });
    const text = await registry.metrics();
    await registry.metrics();
    expect(reads).toBe(1);
    now += 5 * 60_000;
    expect(await registry.metrics()).toBe(text);
    expect(reads).toBe(2);
    expect(text).toContain('hornbook_learners{active="30d"} 2');
    expect(text).toContain('hornbook_enrollments{course="mini",status="completed"} 1');
    expect(text).toContain('hornbook_attempts_passed_30_days{kind="practice"} 2');
    for (const secret of [...learners, 'Ada']) expect(text).not.toContain(secret);
  });

  test('a database that is away takes the figures away and nothing else', async () => {
    const registry = new Registry();
    const broken = { transaction: () => Promise.reject(new Error('away')) } as unknown as ReturnType<
      typeof database
    >['db'];
    const errors: unknown[] = [];
    showFigures(registry, { database: { db: broken }, log: { error: (line: unknown) => void errors.push(line) } });
    expect(await registry.metrics()).not.toMatch(/^hornbook_/m);
    expect(errors.length).toBe(1);
  });

  test('are read by a role that sees no answer, no name and no text', async () => {
    const may = await database().query<{ table: string; column: string }>(
      `select table_name as table, column_name as column from information_schema.column_privileges
       where grantee = $1 and table_schema = 'public' order by 1, 2`,
      [FIGURES_ROLE],
    );
    const columns = new Set(may.map(({ column }) => column));
    for (const hidden of ['answers', 'text', 'display_name', 'title', 'row', 'seed', 'grading', 'stamps'])
      expect(columns, hidden).not.toContain(hidden);
    expect([...new Set(may.map(({ table }) => table))].sort()).toEqual(
      'activities attempts courses enrollments lesson_progress lessons study_days units'.split(' '),
    );
    const asRole = (statement: ReturnType<typeof sql>) =>
      database().transaction(async (tx) => {
        await tx.execute(sql`select set_config('role', ${FIGURES_ROLE}, true)`);
        return tx.execute(statement);
      });
    for (const forbidden of [
      sql`select answers from attempts`,
      sql`select from profile`,
      sql`update enrollments set status = 'dropped'`,
      sql`select from changes`,
    ])
      await expect(asRole(forbidden)).rejects.toThrow();
  });
});
