import { collections } from '@hornbook/shared/collections/index.ts';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { rowsOf } from '../db/sql-database.ts';
import { UnknownLearner } from '../db/with-learner.ts';
import type { Log } from '../log.ts';
import type { PushContext } from '../sync/apply-push.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import type { WakeUps } from '../sync/wake-ups.ts';
import { workWhenWoken } from '../sync/work-when-woken.ts';
import { joinCourse } from './join-course.ts';

interface Needs extends Pick<PushContext, 'content'> {
  database: Pick<Database, 'db' | 'transaction'>;
  wakeUps: Pick<WakeUps, 'onAny' | 'committed'>;
  log: Pick<Log, 'error'>;
  quotaBytes: number;
  /** How long after news, so that the batches of one push are joined once. */
  pauseMs?: number;
  /** How long what nobody told of can wait: a file that has come, a role that was given back. */
  netMs?: number;
}

const PAUSE_MS = 300;
const NET_MS = 5_000;
/** A course that can't be joined is left alone for a while: the next try may do better. */
const FAILED_MS = 60_000;

/** Courses with something new from an author that another one lacks, as far as clocks and files tell. */
export const whichWait = async ({ db }: Pick<Database, 'db'>, except: readonly string[]): Promise<string[]> => {
  const waiting = await rowsOf<{ id: string }>(
    db,
    sql`with writing as (
        select a.*, c.version as clock from course_authors a join learner_clocks c using (learner_id)
          join learners l on l.id = a.learner_id join "user" u on u.id = l.user_id and (u.is_author or u.is_operator)
        where a.course_id <> all(${sql.param(except)}::uuid[])
      )
      select course_id as id from writing group by course_id
      having count(*) > 1 and not coalesce(bool_or(leased_until > now()), false) and (bool_or(clock > version) or exists (
        select from writing one join learner_blobs b on b.learner_id = one.learner_id and one.lacked_files ? b.sha256
        where one.course_id = writing.course_id))
      order by course_id`,
  );
  return waiting.map(({ id }) => id);
};

/** [A2] Keeps what several authors write in one course joined, whichever process they send to. Returns what stops it. */
export const joinAuthors = ({
  database,
  content,
  wakeUps,
  log,
  quotaBytes,
  ...times
}: Needs): (() => Promise<void>) => {
  const context = { withLearner: withLearnerOn(database.db, wakeUps.committed), content, collections, now: Date.now };
  const failed = new Map<string, number>();
  return workWhenWoken({
    wakeUps,
    log,
    some: async (isStopped) => {
      for (const [id, until] of failed) if (until <= Date.now()) failed.delete(id);
      let more = false;
      for (const id of await whichWait(database, [...failed.keys()])) {
        if (isStopped()) return false;
        try {
          const outcome = await joinCourse({ database, context, quotaBytes }, id);
          if (outcome.kind !== 'busy') more = true;
          if (outcome.kind === 'joined' && outcome.refused > 0)
            log.error({ refused: outcome.refused }, 'Rows of one author were refused to another; they stay apart');
        } catch (error) {
          if (error instanceof UnknownLearner) continue; // erased in between
          failed.set(id, Date.now() + FAILED_MS);
          log.error({ err: error }, 'A course of several authors could not be joined; it is tried again');
        }
      }
      // What was given moves clocks as well: looked at once more, until nobody lacks anything.
      return more;
    },
    failure: 'Courses of several authors could not be read',
    pauseMs: times.pauseMs ?? PAUSE_MS,
    netMs: times.netMs ?? NET_MS,
  });
};
