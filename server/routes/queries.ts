import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { clientAddress } from '../auth/client-address.ts';
import type { RateLimit } from '../auth/rate-limit.ts';
import type { Database } from '../db/connect.ts';
import type { SqlRunner } from '../db/sql-database.ts';
import { readAsLearner } from '../db/with-learner.ts';
import type { Env } from '../env.ts';
import { analyticsSchema, courseTotalsSchema, readCourseTotals, readDays } from '../queries/analytics.ts';
import { attemptListSchema, listAttempts, listResults, readAttempt, resultsSchema } from '../queries/attempt-list.ts';
import { interactionListSchema, listInteractions } from '../queries/interaction-list.ts';
import { lessonListSchema, listLessons } from '../queries/lesson-list.ts';
import { uuidSchema } from '../queries/page.ts';
import { coursesOfSchema, lessonsOfSchema, listCourses, listProgress } from '../queries/progress.ts';
import { readQuiz } from '../queries/quiz.ts';
import { listSkills, skillListSchema } from '../queries/skill-list.ts';
import { Busy, type Turns } from '../sync/turns.ts';
import type { SessionLearner } from './session-learner.ts';

const OWN = { 'cache-control': 'private, no-store' };
/** The catalogue changes by publishing only. */
const PUBLIC = { 'cache-control': 'public, max-age=60' };
/** A program that reads a whole history goes through some hundred pages; the app itself asks nothing here. */
export const QUERY_RATE = { burst: 200, perHour: 2_000 };

const byId = z.strictObject({ id: uuidSchema });

interface QueryNeeds {
  env: Pick<Env, 'trustProxy'>;
  database: Pick<Database, 'db'>;
  currentLearner: SessionLearner;
  turns: Turns;
  rate: RateLimit;
}

/**
 * /queries: reading for programs that keep no rows of their own, such as a report or an export. Nothing here writes: what
 * learners do comes by /sync/push, also from such programs.
 */
export const queriesRoute = ({ env, database, currentLearner, turns, rate }: QueryNeeds) => {
  const { db } = database;
  const allow = (who: string) => {
    const allowed = rate.take(who);
    if (!allowed.ok) throw new Busy(429, allowed.retryAfterSeconds);
  };
  const wrong = (c: Context, { issues }: z.ZodError) => {
    const message = issues.map(({ path, message }) => `${path.join('.') || 'The query'}: ${message}`).join('; ');
    return c.json({ message }, 400, OWN);
  };

  /** What everybody may read. */
  const published =
    <S extends z.ZodType>(schema: S, read: (asked: z.output<S>) => Promise<unknown>) =>
    async (c: Context) => {
      const asked = schema.safeParse({ ...c.req.query(), ...c.req.param() });
      if (!asked.success) return wrong(c, asked.error);
      allow(clientAddress(c, env.trustProxy));
      const found = await turns.run(() => read(asked.data), c.req.raw.signal);
      return found === null ? c.json({ message: 'There is nothing here.' }, 404) : c.json(found, 200, PUBLIC);
    };
  /** What is the session's learner's, by one transaction held to that learner's rows. */
  const own =
    <S extends z.ZodType>(schema: S, read: (runner: SqlRunner, asked: z.output<S>) => Promise<unknown>) =>
    async (c: Context) => {
      const { signal } = c.req.raw;
      const learnerId = await turns.letIn(() => currentLearner(c));
      if (!learnerId) return c.json({ message: 'No session.' }, 401, OWN);
      const asked = schema.safeParse({ ...c.req.query(), ...c.req.param() });
      if (!asked.success) return wrong(c, asked.error);
      allow(learnerId);
      const reading = () => readAsLearner(db, learnerId, (runner) => read(runner, asked.data));
      const found = await turns.goOn(reading, signal);
      return found === null ? c.json({ message: 'There is nothing here.' }, 404, OWN) : c.json(found, 200, OWN);
    };

  return new Hono()
    .get(
      '/lessons',
      published(lessonListSchema, (asked) => listLessons(db, asked)),
    )
    .get(
      '/activities/:id',
      published(byId, ({ id }) => readQuiz(db, id)),
    )
    .get('/courses', own(coursesOfSchema, listCourses))
    .get('/progress', own(lessonsOfSchema, listProgress))
    .get('/attempts', own(attemptListSchema, listAttempts))
    .get(
      '/attempts/:id',
      own(byId, (runner, { id }) => readAttempt(runner, id)),
    )
    .get('/results', own(resultsSchema, listResults))
    .get('/skills', own(skillListSchema, listSkills))
    .get('/days', own(analyticsSchema, readDays))
    .get('/interactions', own(interactionListSchema, listInteractions))
    .get('/totals', own(courseTotalsSchema, readCourseTotals));
};
