import { collections } from '@hornbook/shared/collections/index.ts';
import { SERVER_REPLICA_ID } from '@hornbook/shared/sync/hlc.ts';
import { PROTOCOL, type PushedRow } from '@hornbook/shared/sync/protocol.ts';
import { isServerOnly, takeServerFields } from '@hornbook/shared/sync/row.ts';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { rowsOf } from '../db/sql-database.ts';
import { UnknownLearner } from '../db/with-learner.ts';
import type { Log } from '../log.ts';
import { applyPush, type PushContext } from './apply-push.ts';
import type { ReadFeed } from './learner-store.ts';
import { readFeedOn } from './read-feed.ts';
import { withLearnerOn } from './sql-store.ts';
import type { WakeUps } from './wake-ups.ts';

const PAGE = { rows: 200, bytes: 512 * 1024 };
const PAUSE_MS = 500;
/** How long what nobody told of can wait. */
const NET_MS = 10_000;

export interface Behind {
  learnerId: string;
  intoId: string;
  version: number;
}

/**
 * Takes rows of a learner who was joined to an account's learner over to that one, as a device would send them: merged by
 * the same rules, judged and graded alike. `reached` is told of each page; a page that is taken again does no harm.
 */
export const goOn = async (
  context: PushContext,
  read: ReadFeed,
  { learnerId, intoId, version }: Behind,
  reached: (version: number) => Promise<void>,
): Promise<{ refused: number }> => {
  let refused = 0;
  let at = version;
  for (;;) {
    const page = await read(learnerId, at, PAGE);
    const rows = page.rows.flatMap(asPushed(context.collections));
    if (rows.length > 0) {
      const epoch = await context.withLearner(intoId, async (store) => store.epoch);
      const reply = await applyPush(context, intoId, {
        protocol: PROTOCOL,
        learnerId: intoId,
        replicaId: SERVER_REPLICA_ID,
        epoch,
        // Each of these stamps was let in before, so none is too late.
        heard: Number.MAX_SAFE_INTEGER,
        rows,
      });
      // The service was given another history in between.
      if ('retry' in reply) continue;
      refused += reply.verdicts.filter(({ verdict }) => verdict === 'rejected').length;
    }
    at = page.full ? (page.rows.at(-1)?.version ?? at) : page.version;
    await reached(at);
    if (!page.full) return { refused };
  }
};

const asPushed =
  (known: PushContext['collections']) =>
  ({ collection: name, key, row }: Awaited<ReturnType<ReadFeed>>['rows'][number]): PushedRow[] => {
    const collection = known[name];
    if (!collection || isServerOnly(collection)) return [];
    return [{ collection: name, key, rev: 0, row: takeServerFields(collection, row, {}) }];
  };

/** Whose rows have more to bring; only while nobody has made that learner an account of their own. */
const whoIsBehind = (database: Pick<Database, 'db'>): Promise<Behind[]> =>
  rowsOf<{ learnerId: string; intoId: string; version: string }>(
    database.db,
    sql`select j.learner_id as "learnerId", j.into_id as "intoId", j.version::text as version from joined_learners j
      join learner_clocks c on c.learner_id = j.learner_id and c.version > j.version
      join learners l on l.id = j.learner_id left join "user" u on u.id = l.user_id
      join learners i on i.id = j.into_id and i.gone_at is null
      where coalesce(u.is_anonymous, true) order by j.created_at limit 100`,
  ).then((found) => found.map((one) => ({ ...one, version: Number(one.version) })));

/** Once: everything that is behind. */
export const goOnForAll = async (database: Pick<Database, 'db'>, context: PushContext, log: Pick<Log, 'error'>) => {
  for (const behind of await whoIsBehind(database)) {
    try {
      const { refused } = await goOn(context, readFeedOn(database.db), behind, async (version) => {
        await database.db.execute(sql`update joined_learners set version = greatest(version, ${version})
          where learner_id = ${behind.learnerId} and into_id = ${behind.intoId}`);
      });
      if (refused > 0) log.error({ refused }, 'Rows of a joined learner were refused; they stay where they were');
    } catch (error) {
      if (!(error instanceof UnknownLearner))
        log.error({ err: error }, 'Rows of a joined learner could not be taken over');
    }
  }
};

interface Needs extends Pick<PushContext, 'content'> {
  database: Pick<Database, 'db'>;
  wakeUps: Pick<WakeUps, 'onAny' | 'committed'>;
  log: Pick<Log, 'error'>;
}

/** Keeps at it, whoever still sends to the learner of before. Returns what stops it. */
export const startGoingOn = ({ database, wakeUps, content, log }: Needs): (() => Promise<void>) => {
  const context = { withLearner: withLearnerOn(database.db, wakeUps.committed), content, collections, now: Date.now };
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const run = () => {
    timer = undefined;
    if (stopped) return;
    running ??= goOnForAll(database, context, log)
      .catch((error: unknown) => log.error({ err: error }, 'Joined learners could not be read'))
      .finally(() => {
        running = null;
      });
  };
  const stopHearing = wakeUps.onAny(() => {
    timer ??= setTimeout(run, PAUSE_MS);
  });
  const net = setInterval(run, NET_MS);
  net.unref();
  run();
  return async () => {
    stopped = true;
    stopHearing();
    clearInterval(net);
    clearTimeout(timer);
    await running;
  };
};
