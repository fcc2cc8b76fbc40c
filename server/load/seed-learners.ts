import { createHmac, randomUUID } from 'node:crypto';
import type { MeasuredCourse } from '../bench/attempt-rows.ts';
import { addMeasuredCourse } from '../bench/measured-course.ts';
import { connectDatabase } from '../db/connect.ts';
import { beginRun, endRun } from '../db/epoch.ts';
import { onceInMeta } from '../db/meta.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { readEnv } from '../env.ts';

export interface Seeded {
  course: MeasuredCourse;
  epoch: string;
  learners: { learnerId: string; cookie: string }[];
}

/**
 * Learners with open sessions, put into the database before the service starts: five thousand signed claims would take
 * longer than all that is measured.
 */
export const seedLearners = async (settings: Record<string, string>, count: number): Promise<Seeded> => {
  const database = await connectDatabase(readEnv(settings), 'the load');
  try {
    await migrateDatabase(database);
    const epoch = await beginRun(database);
    const secret = await onceInMeta(database, 'auth_secret', () => 'only-for-the-load-0123456789abcdef');
    const learners = Array.from({ length: count }, () => ({ learnerId: randomUUID(), token: randomUUID() }));
    const ids = learners.map(({ learnerId }) => learnerId);
    // User, learner, device and session share the learner's id: each is unique in its own table.
    for (const statement of [
      `insert into "user" (id, name, email, is_anonymous) select id, 'Anonymous', id || '@anonymous.invalid', true`,
      `insert into learners (id, user_id) select id, id`,
      `insert into devices (learner_id, id, name, public_key) select id, id, 'A device', '{"kty":"EC"}'`,
    ])
      await database.query(`${statement} from unnest($1::uuid[]) id`, [ids]);
    await database.query(
      `insert into session (id, user_id, learner_id, device_id, token, expires_at)
       select id, id, id, id, token, now() + interval '365 days' from unnest($1::uuid[], $2::text[]) as s(id, token)`,
      [ids, learners.map(({ token }) => token)],
    );
    const course = await addMeasuredCourse(database);
    await database.query('analyze');
    await endRun(database);
    const signed = (token: string) =>
      encodeURIComponent(`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`);
    return {
      course,
      epoch,
      learners: learners.map(({ learnerId, token }) => ({ learnerId, cookie: `hornbook=${signed(token)}` })),
    };
  } finally {
    await database.close();
  }
};
