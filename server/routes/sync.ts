import { collections } from '@hornbook/shared/collections/index.ts';
import { Hono } from 'hono';
import { makeRateLimit } from '../auth/rate-limit.ts';
import type { Env } from '../env.ts';
import { foldLearnerAnew } from '../folds/fold-dirty-learners.ts';
import { showTurns } from '../metrics.ts';
import type { Services } from '../services.ts';
import { applyCarried } from '../sync/apply-carried.ts';
import { applyPush } from '../sync/apply-push.ts';
import { electricProxy } from '../sync/electric-proxy.ts';
import type { ContentIndex } from '../sync/learner-store.ts';
import { readDigest } from '../sync/read-digest.ts';
import { shapeEndpoint } from '../sync/shape-endpoint.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import { storeNewOn } from '../sync/store-new.ts';
import { makeTurns, type Turns } from '../sync/turns.ts';
import type { WakeUps } from '../sync/wake-ups.ts';
import { bundlesRoute } from './bundles.ts';
import { DIGEST_RATE, digestRoute } from './digest.ts';
import { PUSH_RATE, pushRoute } from './push.ts';
import type { SessionLearner } from './session-learner.ts';
import { shapeRoute } from './shape.ts';

/** PGlite has one session: what waits for it need not fill the memory with its answers. */
const AT_ONCE_ON_PGLITE = 4;

interface Needs extends Pick<Services, 'database' | 'stopping'> {
  env: Pick<Env, 'electricUrl' | 'electricSecret'> & Partial<Pick<Env, 'databasePoolSize'>>;
  wakeUps: WakeUps;
  content: ContentIndex;
  currentLearner: SessionLearner;
  /** Whose rows a push may bring; the session's learner unless said otherwise. */
  pushingLearner?: SessionLearner;
  /** How often a learner may push; null for as often as they like. */
  pushRate?: { burst: number; perHour: number } | null;
  turns?: Turns;
}

/** The queue in front of this database: one for all who read and write in it. */
export const turnsOn = ({ database, env }: Pick<Needs, 'database' | 'env'>): Turns => {
  const turns = makeTurns({ atOnce: database.kind === 'pglite' ? AT_ONCE_ON_PGLITE : (env.databasePoolSize ?? 10) });
  showTurns(turns.load);
  return turns;
};

/** /sync: rows up, the feed down, and now and then a look whether both are the same. */
export const syncRoutes = ({
  env,
  database,
  stopping,
  wakeUps,
  content,
  currentLearner,
  pushingLearner = currentLearner,
  pushRate = PUSH_RATE,
  turns = turnsOn({ database, env }),
}: Needs) => {
  const { electricUrl: url, electricSecret: secret } = env;
  const context = {
    withLearner: withLearnerOn(database.db, wakeUps.committed),
    storeNew: storeNewOn(database.db, wakeUps.committed),
    content,
    collections,
    now: Date.now,
  };
  const feed = url
    ? electricProxy({ url, secret, database, stopping })
    : shapeEndpoint({ database, wakeUps, stopping, turns });
  return new Hono()
    .route(
      '/push',
      pushRoute({
        currentLearner: pushingLearner,
        apply: (push) => applyPush(context, push.learnerId, push),
        turns,
        rate: pushRate && makeRateLimit(pushRate, Date.now),
        uploaded: wakeUps.uploaded,
      }),
    )
    .route(
      '/digest',
      digestRoute({
        currentLearner,
        read: (learnerId, asked) => readDigest(database.db, learnerId, asked),
        foldAnew: (learnerId) => foldLearnerAnew(database, learnerId),
        turns,
        rate: makeRateLimit(DIGEST_RATE, Date.now),
      }),
    )
    .route(
      '/bundles',
      bundlesRoute({
        database,
        currentLearner,
        apply: (learnerId, payload) => applyCarried(context, learnerId, payload),
        turns,
        // Where pushes are not counted, in tests, neither is what is carried.
        ...(pushRate === null && { rate: null }),
      }),
    )
    .route('/shape', shapeRoute(currentLearner, feed, turns));
};
