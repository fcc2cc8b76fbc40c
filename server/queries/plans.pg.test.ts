import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { rowsOf, type SqlDatabase, type SqlRunner } from '../db/sql-database.ts';
import { readAsLearner } from '../db/with-learner.ts';
import { refoldLearners } from '../folds/fold-learners.ts';
import { readDigest } from '../sync/read-digest.ts';
import { readFeedOn } from '../sync/read-feed.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { crowd, crowdTables } from '../testing/crowd-tables.ts';
import { describeOnBoth } from '../testing/test-database.ts';
import { readDays } from './analytics.ts';
import { listAttempts, listResults, readAttempt } from './attempt-list.ts';
import { lessonListSchema, listLessons } from './lesson-list.ts';
import { listCourses, listProgress } from './progress.ts';
import { readQuiz } from './quiz.ts';
import { listSkills } from './skill-list.ts';

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

const nodesOf = (plan: Plan): string[] => [
  [plan['Node Type'], plan['Relation Name']].filter(Boolean).join(' on '),
  ...(plan.Plans ?? []).flatMap(nodesOf),
];

/** The same database, looking at the plan of every statement that reads or changes a table. */
const planned = (database: SqlDatabase) => {
  const nodes: string[] = [];
  const looking = (runner: SqlRunner): SqlRunner => ({
    execute: async (statement) => {
      const [explained] = await rowsOf<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        runner,
        sql`explain (format json) ${statement}`,
      );
      nodes.push(...(explained ? nodesOf(explained['QUERY PLAN'][0].Plan) : []));
      return runner.execute(statement);
    },
  });
  const seen: SqlDatabase = {
    ...looking(database),
    transaction: (work) => database.transaction((runner) => work(looking(runner))),
  };
  return { database: seen, nodes };
};

describeOnBoth('with 100,000 attempts of 2,000 learners', (database) => {
  beforeAll(() => crowdTables(database()), 120_000);

  const learnerId = crowd.learner(1);
  const none = { limit: 50, after: undefined };
  const span = { from: '2026-01-05', to: '2026-02-04', limit: 31, after: undefined };
  const noFacts = async () => () => () => undefined;
  const as = (work: (runner: SqlRunner) => Promise<unknown>) => (on: SqlDatabase) => readAsLearner(on, learnerId, work);

  /** What a service is asked most, by how often. */
  const hottest: Record<string, (on: SqlDatabase) => Promise<unknown>> = {
    'push: the clock, and what is stored under keys': (on) =>
      withLearnerOn(on)(learnerId, (store) => store.rows('attempts', [crowd.activity(1), crowd.activity(2)])),
    'a page of the feed': (on) => readFeedOn(on)(learnerId, 10, { rows: 100, bytes: 100_000 }),
    'a fold': (on) => refoldLearners(on, noFacts)(learnerId),
    'a digest': (on) => readDigest(on, learnerId, { epoch: '', version: 0, known: 0 }),
    lessons: (on) => listLessons(on, lessonListSchema.parse({})),
    'lessons of a course': (on) => listLessons(on, lessonListSchema.parse({ course: crowd.course(7) })),
    'a quiz with its questions': (on) => readQuiz(on, crowd.activity(70)),
    courses: as((runner) => listCourses(runner, none)),
    progress: as((runner) => listProgress(runner, none)),
    attempts: as((runner) => listAttempts(runner, none)),
    'attempts at an activity': as((runner) => listAttempts(runner, { ...none, activity: crowd.activity(1) })),
    'an attempt': as((runner) => readAttempt(runner, crowd.activity(1))),
    results: as((runner) => listResults(runner, { ...none, course: crowd.course(7) })),
    skills: as((runner) => listSkills(runner, none)),
    days: as((runner) => readDays(runner, span)),
  };

  for (const [name, ask] of Object.entries(hottest))
    test(`no table is read from end to end for: ${name}`, async () => {
      const { database: on, nodes } = planned(database().db);
      await ask(on);
      expect(nodes.length).toBeGreaterThan(0);
      expect(nodes.filter((node) => node.startsWith('Seq Scan'))).toEqual([]);
    });

  test('the learner with most attempts gets a page as soon as the others', async () => {
    const started = performance.now();
    const { items } = await readAsLearner(database().db, crowd.learner(0), (runner) => listAttempts(runner, none));
    expect(items.length).toBe(50);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
