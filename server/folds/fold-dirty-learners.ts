import { setTimeout } from 'node:timers/promises';
import { FOLD_VERSION } from '@hornbook/shared/learning/fold-version.ts';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { rowsOf } from '../db/sql-database.ts';
import { UnknownLearner } from '../db/with-learner.ts';
import type { Log } from '../log.ts';
import type { WakeUps } from '../sync/wake-ups.ts';
import { workWhenWoken } from '../sync/work-when-woken.ts';
import { type LoadFacts, refoldLearners } from './fold-learners.ts';

interface Needs {
  database: Pick<Database, 'db'>;
  wakeUps: Pick<WakeUps, 'onAny'>;
  loadFacts: LoadFacts;
  log: Pick<Log, 'error'>;
  /** Whether requests wait for the database: they go first, for a while. */
  isBusy?: () => boolean;
  /** How long after news, so that the batches of one push are folded once. */
  pauseMs?: number;
  /** How long what nobody told of can wait. */
  netMs?: number;
}

const PAUSE_MS = 500;
const NET_MS = 1_500;
const MOST_PATIENCE_MS = 3_000;
const AT_ONCE = 100;
/** A learner whose fold fails is left alone for a while: the next one may do better. */
const FAILED_MS = 60_000;
/** While requests wait a learner is folded so often all the same: a service that is always busy folds too. */
const GIVES_WAY_MS = 250;
const LOOKS_AGAIN_MS = 10;

/**
 * [D1] Keeps derived state in step: whoever writes marks the learner dirty (a trigger does), and within five seconds the
 * learner is folded anew, later where requests wait. Nobody waits for it. Returns what stops it.
 */
export const foldDirtyLearners = ({
  database,
  wakeUps,
  loadFacts,
  log,
  isBusy,
  ...times
}: Needs): (() => Promise<void>) => {
  const { pauseMs = PAUSE_MS, netMs = NET_MS } = times;
  const refold = refoldLearners(database.db, loadFacts);
  const failed = new Map<string, number>();
  let marked = false;

  const some = async (isStopped: () => boolean): Promise<boolean> => {
    if (!marked) marked = await markOutdated(database);
    for (const [id, until] of failed) if (until <= Date.now()) failed.delete(id);
    const dirty = await rowsOf<{ id: string; anew: boolean }>(
      database.db,
      // Once a learner pauses, or after a while all the same: a backlog that comes in batches is not folded with each.
      sql`select learner_id as id, version = ${FOLD_ANEW} as anew from dirty_learners where learner_id <> all(${sql.param([...failed.keys()])}::uuid[])
        and (updated_at <= now() - make_interval(secs => ${pauseMs / 1000})
          or created_at <= now() - make_interval(secs => ${MOST_PATIENCE_MS / 1000}))
        order by created_at limit ${AT_ONCE}`,
    );
    for (const { id, anew } of dirty) {
      if (isBusy) await giveWay(isBusy);
      if (isStopped()) return false;
      try {
        // Written to again meanwhile: the mark stays, and the next round takes it.
        await refold(id, { anew });
      } catch (error) {
        if (error instanceof UnknownLearner) continue; // erased in between
        failed.set(id, Date.now() + FAILED_MS);
        log.error({ err: error }, 'A learner could not be folded');
      }
    }
    return dirty.length === AT_ONCE;
  };
  return workWhenWoken({
    wakeUps,
    log,
    some,
    failure: 'Dirty learners could not be read',
    // A little later than what the query asks for, so that what was just written is among it.
    pauseMs: pauseMs + 20,
    netMs,
  });
};

const giveWay = async (isBusy: () => boolean): Promise<void> => {
  for (let ms = 0; ms < GIVES_WAY_MS && isBusy(); ms += LOOKS_AGAIN_MS) await setTimeout(LOOKS_AGAIN_MS);
};

/** In place of a version: what is held in memory of the learner is not to be trusted either. */
const FOLD_ANEW = 0;

/** Has a learner folded from nothing, by whichever process comes to it: what devices made of the same rows is another. */
export const foldLearnerAnew = async (database: Pick<Database, 'db'>, learnerId: string): Promise<void> => {
  await database.db.execute(sql`
    insert into dirty_learners (learner_id, version) values (${learnerId}, ${FOLD_ANEW})
    on conflict (learner_id) do update set version = excluded.version`);
};

/** Learners whom an earlier version of the code folded, or none, are folded anew. */
const markOutdated = async (database: Pick<Database, 'db'>): Promise<true> => {
  await database.db.execute(sql`
    insert into dirty_learners (learner_id, version)
    select clock.learner_id, ${FOLD_ANEW}::int from learner_clocks clock
      left join streaks on streaks.learner_id = clock.learner_id
    where clock.version > 0 and streaks.fold_version is distinct from ${FOLD_VERSION}::int
    on conflict do nothing`);
  return true;
};
