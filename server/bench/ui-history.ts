import { showCode } from '@hornbook/shared/identity/pairing-code.ts';
import { makeAuth } from '../auth/auth.ts';
import { publishFolderCourses } from '../content/publish-folders.ts';
import { connectDatabase } from '../db/connect.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { DEMO_LEARNERS, type DemoLearner } from '../demo/demo-learners.ts';
import { seedDemo } from '../demo/seed-demo.ts';
import { readEnv } from '../env.ts';

/** Somebody who never misses a day. */
const DAILY = [1, 1, 1, 1, 1, 1, 1];
const ATTEMPTS_A_DAY = 17;

/**
 * Fills the database the environment names with one learner of so many attempts, and says how a browser can join: the
 * first half of `bench -- ui`, in which nothing is measured.
 */
export const prepareUi = async (attempts: number): Promise<void> => {
  const env = readEnv(process.env);
  const database = await connectDatabase(env, 'the measurement');
  try {
    await migrateDatabase(database);
    await publishFolderCourses(database);
    const [somebody] = DEMO_LEARNERS;
    const learner = { ...(somebody as DemoLearner), week: DAILY, attemptsPerDay: ATTEMPTS_A_DAY };
    const days = Math.ceil(attempts / ATTEMPTS_A_DAY);
    const [made] = await seedDemo(database, { learners: [learner], days });
    const { pairings } = await makeAuth(database, env);
    const code = showCode(await pairings.makeUnattended(learner.id));
    process.stdout.write(`${JSON.stringify({ code, learnerId: learner.id, attempts: made?.attempts })}\n`);
  } finally {
    await database.close();
  }
};
