import { randomUUID } from 'node:crypto';
import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import type { AnyRow } from '@hornbook/shared/collections/define-collection.ts';
import { collections } from '@hornbook/shared/collections/index.ts';
import type { Response } from '@hornbook/shared/grading/response.ts';
import { LEAD_MS, PROTOCOL, type PushedRow, type PushReply } from '@hornbook/shared/sync/protocol.ts';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { applyPush } from '../sync/apply-push.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { createContentIndex } from './content-index.ts';
import { compileFiles } from './folder-courses.ts';
import { publishCourse } from './publish.ts';
import { miniCourse, miniIds } from './testing/mini-course.ts';

const { questions } = miniIds;
const NOW = 1_750_000_000_000;
const picked = (optionId: string): Response => ({ kind: 'multiple_choice', optionId });

describeOnBoth('the content index', (database) => {
  const publish = async (changes: Parameters<typeof miniCourse>[0] = {}): Promise<string> => {
    const { courses, skills } = await compileFiles(new Map([['mini', miniCourse(changes)]]));
    const [course] = courses;
    const result = course && (await publishCourse(database(), course, skills, new Date()));
    if (result?.kind !== 'published') throw new Error(JSON.stringify(result));
    return result.version;
  };
  const attempt = (fields: Partial<Attempt>): AnyRow & Attempt => ({
    id: randomUUID(),
    mode: 'activity',
    activityId: miniIds.practice,
    courseId: miniIds.course,
    questionIds: [questions.capital, questions.flat],
    seed: 's',
    replicaId: 'r',
    replicaSeq: 1,
    startedAt: NOW - 1000,
    timeZone: 'UTC',
    utcOffsetMinutes: 0,
    timeLimitMs: null,
    status: 'completed',
    completedAt: NOW,
    completedDay: '2025-06-15',
    durationMs: 1000,
    answers: {},
    earnedPoints: null,
    possiblePoints: null,
    grading: null,
    effectiveAt: null,
    stamps: {},
    deletedAt: null,
    ...fields,
  });
  const answer = (courseVersion: string, response: Response | null) => ({
    courseVersion,
    response,
    hintsUsed: 0,
    durationMs: 1,
    answeredAt: NOW,
    localDay: '2025-06-15',
    hlc: 'h',
  });
  const pushed = (collection: string, row: AnyRow): PushedRow => ({ collection, key: 'k', rev: 1, row });
  const index = () => createContentIndex(database());
  const loaded = (row: AnyRow, collection = 'attempts') => index().load([pushed(collection, row)]);
  const scored = async (row: AnyRow, receivedAt = NOW) => (await loaded(row)).serverFields('attempts', row, receivedAt);

  let v1: string;
  let v2: string;
  beforeAll(async () => {
    v1 = await publish();
    // In the second version Lyon is right.
    v2 = await publish({
      'units/01-start/01-one.practice.md': (text) =>
        text.replace('"Paris", correct: true }', '"Paris" }').replace('"Lyon",', '"Lyon", correct: true,'),
    });
  });

  test('grades every answer as the question was in the version it names', async () => {
    const answers = {
      [questions.capital]: answer(v1, picked('a')),
      [questions.flat]: answer(v1, { kind: 'true_false', value: true }),
    };
    expect(await scored(attempt({ answers }))).toEqual({
      earnedPoints: 1,
      possiblePoints: 2,
      grading: {
        version: 1,
        questions: {
          [questions.capital]: { earned: 1, possible: 1, correct: true },
          [questions.flat]: { earned: 0, possible: 1, correct: false },
        },
      },
      effectiveAt: NOW,
    });
    const later = { ...answers, [questions.capital]: answer(v2, picked('a')) };
    expect(await scored(attempt({ answers: later }))).toMatchObject({ earnedPoints: 0, possiblePoints: 2 });
  });

  test('gives no score before the attempt is completed', async () => {
    const none = { earnedPoints: null, possiblePoints: null, grading: null, effectiveAt: null };
    for (const status of ['in_progress', 'abandoned'] as const) {
      const answers = { [questions.capital]: answer(v1, picked('a')) };
      expect(await scored(attempt({ status, completedAt: null, answers }))).toEqual(none);
    }
  });

  test('counts questions left out as possible, also when nothing was answered at all', async () => {
    expect(await scored(attempt({ answers: { [questions.capital]: answer(v1, picked('a')) } }))).toMatchObject({
      earnedPoints: 1,
      possiblePoints: 2,
    });
    expect(await scored(attempt({}))).toMatchObject({ earnedPoints: 0, possiblePoints: 2 });
  });

  test('takes answers left unsaid for none', async () => {
    const { answers: _, ...unsaid } = attempt({});
    const none = await scored(attempt({}));
    expect(await scored(unsaid as AnyRow)).toEqual(none);
    expect(await scored({ ...unsaid, answers: null } as AnyRow)).toEqual(none);
  });

  test('brings solution, explanation and feedback with the grade of a server-graded test, and only with that', async () => {
    const test = { activityId: miniIds.test, questionIds: [questions.heldBack] };
    const answers = { [questions.heldBack]: answer(v1, picked('b')) };
    expect(await scored(attempt({ ...test, answers }))).toMatchObject({
      earnedPoints: 3,
      possiblePoints: 3,
      grading: {
        review: {
          [questions.heldBack]: {
            solution: { optionId: 'b' },
            explanationHtml: '<p>SECRET explanation.</p>',
            optionFeedback: { b: '<p>SECRET feedback.</p>' },
          },
        },
      },
    });
    const going = await scored(attempt({ ...test, answers, status: 'in_progress', completedAt: null }));
    expect(JSON.stringify(going)).not.toContain('SECRET');
  });

  test('takes the receive time for a completion from the future, and keeps it when the row comes again', async () => {
    const honest = attempt({ completedAt: NOW + LEAD_MS });
    expect(await scored(honest)).toMatchObject({ effectiveAt: NOW + LEAD_MS });
    const ahead = attempt({ completedAt: NOW + LEAD_MS + 1 });
    const first = await scored(ahead);
    expect(first).toMatchObject({ effectiveAt: NOW });
    expect(await scored({ ...ahead, ...first }, NOW + 99_000)).toEqual(first);
    expect(await scored({ ...ahead, ...first, completedAt: NOW - 5 } as AnyRow, NOW + 99_000)).toMatchObject({
      effectiveAt: NOW - 5,
    });
  });

  test('names what this service does not know, and knows it once it is published', async () => {
    const reasons = async (row: AnyRow, collection: string) => (await loaded(row, collection)).unknown(collection, row);
    const strange = randomUUID();
    expect(await reasons(attempt({}), 'attempts')).toBeNull();
    expect(await reasons(attempt({ courseId: strange }), 'attempts')).toContain('course');
    expect(await reasons(attempt({ activityId: strange }), 'attempts')).toContain('activity');
    const foreign = attempt({ answers: { [questions.capital]: answer('f'.repeat(64), null) } });
    expect(await reasons(foreign, 'attempts')).toContain('version of the course');
    const progress = (lessonId: string) => ({ lessonId, courseId: miniIds.course, stamps: {}, deletedAt: null });
    expect(await reasons(progress(miniIds.lessons[0]), 'lessonProgress')).toBeNull();
    expect(await reasons(progress(strange), 'lessonProgress')).toContain('lesson');
    expect(
      await reasons({ localDay: '2025-06-15', course: 'none', stamps: {}, deletedAt: null }, 'studyDays'),
    ).toBeNull();
  });

  test('finds versions that are published while it runs', async () => {
    const running = index();
    await running.load([pushed('attempts', attempt({}))]);
    const v3 = await publish({ 'course.md': (text) => text.replace('It is *small*.', 'It is *tiny*.') });
    const row = attempt({ answers: { [questions.capital]: answer(v3, picked('a')) } });
    const again = await running.load([pushed('attempts', row)]);
    expect(again.unknown('attempts', row)).toBeNull();
    expect(again.serverFields('attempts', row, NOW)).toMatchObject({ earnedPoints: 1 });
  });

  test('gives a pushed attempt its grade in the same transaction, and pushing it again changes nothing', async () => {
    const learnerId = randomUUID();
    await database().query('insert into learners (id) values ($1)', [learnerId]);
    const hlc = `${NOW.toString(16).padStart(12, '0')}-0000-aaaaaaaaaa`;
    const { earnedPoints, possiblePoints, grading, effectiveAt, ...fields } = attempt({
      replicaId: 'aaaaaaaaaa',
      activityId: miniIds.test,
      questionIds: [questions.heldBack],
      answers: { [questions.heldBack]: { ...answer(v1, picked('b')), hlc } },
      stamps: { once: hlc, timeLimitMs: hlc, deletedAt: hlc },
    });
    const context = {
      withLearner: withLearnerOn(database().db, () => {}),
      content: index(),
      collections,
      now: () => NOW + 500,
    };
    const push = async (epoch: string | null): Promise<PushReply> =>
      applyPush(context, learnerId, {
        protocol: PROTOCOL,
        learnerId,
        replicaId: 'aaaaaaaaaa',
        epoch,
        heard: NOW,
        rows: [{ collection: 'attempts', key: fields.id, rev: 1, row: fields as AnyRow }],
      });
    const stored = () =>
      database().transaction(async (tx) => {
        await tx.execute(sql`select set_config('app.learner_id', ${learnerId}, true)`);
        const rows = sql`select a.earned_points, a.possible_points, a.effective_at, a.grading -> 'review' as review, c.version
          from attempts a join changes c on c.key = a.id::text where a.learner_id = ${learnerId}`;
        return (await tx.execute(rows)).rows[0];
      });
    const { epoch } = await push(null);
    expect(await push(epoch)).toMatchObject({ verdicts: [{ verdict: 'accepted' }] });
    const row = await stored();
    expect(row).toMatchObject({
      earned_points: 3,
      possible_points: 3,
      effective_at: String(NOW),
      review: { [questions.heldBack]: { solution: { optionId: 'b' } } },
    });
    expect(await push(epoch)).toMatchObject({ verdicts: [{ verdict: 'accepted' }] });
    expect(await stored()).toEqual(row);
  });

  test('stands whatever a row holds before it was judged', async () => {
    for (const row of [
      { answers: null },
      { answers: 'x', activityId: {}, courseId: 7 },
      { answers: [null, 1, { courseVersion: {} }], activityId: "'; drop table courses; --" },
      { answers: { a: null }, courseId: 'x'.repeat(40_000) },
    ] as unknown as AnyRow[]) {
      expect((await loaded(row)).unknown('attempts', row)).toBeNull();
    }
    expect((await loaded({} as AnyRow, 'constructor')).unknown('constructor', {} as AnyRow)).toBeNull();
  });
});
