import { collections } from '@hornbook/shared/collections/index.ts';
import { createContentIndex } from '../content/content-index.ts';
import type { Database } from '../db/connect.ts';
import { Refusal } from '../exit-with-reason.ts';
import { refoldLearners } from '../folds/fold-learners.ts';
import { publishedFacts } from '../folds/published-facts.ts';
import { submitAttempts } from '../queries/submit-attempts.ts';
import { pushRows } from '../sync/push-rows.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { DEMO_LEARNERS, type DemoLearner } from './demo-learners.ts';
import { type DemoHistory, demoHistory } from './history.ts';
import { readMaterial } from './material.ts';

/** Three months. */
const DAYS = 91;

/** What was made of each learner. */
export interface DemoResult {
  learner: DemoLearner;
  attempts: number;
  rows: number;
}

/**
 * John and Jane, with histories pushed as a device pushes and folded as the service folds. Again it makes the same and
 * changes nothing: their days end with the day they were first made.
 */
export const seedDemo = async (
  database: Database,
  { now = Date.now, learners = DEMO_LEARNERS, days = DAYS } = {},
): Promise<DemoResult[]> => {
  const courses = await readMaterial(database);
  if (courses.length === 0) throw new Refusal('There is no course to learn: npm run content:publish.');
  const results: DemoResult[] = [];
  for (const learner of learners) {
    const lastAt = await addLearner(database, learner, now());
    const history = demoHistory(learner, courses, { lastAt, days });
    await pushHistory(database, learner, history, now);
    results.push({ learner, attempts: history.submissions.length, rows: history.rows.length });
  }
  return results;
};

/** The account and the learner; answers when they were made. */
const addLearner = async (database: Database, { id, fullName, email }: DemoLearner, at: number): Promise<number> => {
  const [known] = await database.query<{ id: string }>('select id from "user" where email = $1', [email]);
  if (known && known.id !== id) throw new Refusal(`${email} belongs to another account: nothing was made of it.`);
  await database.query(`insert into "user" (id, name, email) values ($1, $2, $3) on conflict (id) do nothing`, [
    id,
    fullName,
    email,
  ]);
  await database.query(
    `insert into learners (id, user_id, created_at) values ($1, $1, to_timestamp($2::float8 / 1000)) on conflict (id) do nothing`,
    [id, at],
  );
  const [made] = await database.query<{ at: number; gone: boolean }>(
    'select extract(epoch from created_at)::float8 * 1000 as at, gone_at is not null as gone from learners where id = $1',
    [id],
  );
  if (!made || made.gone) throw new Refusal(`${fullName} was erased here, and stays so.`);
  return Math.round(made.at);
};

const pushHistory = async (
  database: Database,
  { id: learnerId, replicaId }: DemoLearner,
  { rows, submissions }: DemoHistory,
  now: () => number,
): Promise<void> => {
  const { db } = database;
  const context = { withLearner: withLearnerOn(db), content: createContentIndex(database), collections, now };
  const refused = [
    ...(await pushRows(context, { learnerId, replicaId }, rows)).map((verdict) => JSON.stringify(verdict)),
    ...(await submitAttempts({ context, database: db }, { learnerId, replicaId, made: 0 }, submissions)).flatMap(
      (said) => (said.kind === 'refused' ? [said.message] : []),
    ),
  ];
  if (refused.length > 0) throw new Error(`${refused.length} rows were refused, first: ${refused[0]}`);
  const refold = refoldLearners(db, publishedFacts(database));
  // A service that runs beside it may have been faster: then what it wrote is folded too.
  while (!(await refold(learnerId)));
};
