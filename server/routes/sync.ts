import { collections } from '@hornbook/shared/collections/index.ts';
import { Hono } from 'hono';
import type { Env } from '../env.ts';
import type { Services } from '../services.ts';
import { applyPush } from '../sync/apply-push.ts';
import { electricProxy } from '../sync/electric-proxy.ts';
import type { ContentIndex } from '../sync/learner-store.ts';
import { shapeEndpoint } from '../sync/shape-endpoint.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import type { WakeUps } from '../sync/wake-ups.ts';
import { pushRoute } from './push.ts';
import type { SessionLearner } from './session-learner.ts';
import { shapeRoute } from './shape.ts';

interface Needs extends Pick<Services, 'database' | 'stopping'> {
  env: Pick<Env, 'electricUrl' | 'electricSecret'>;
  wakeUps: WakeUps;
  content: ContentIndex;
  currentLearner: SessionLearner;
}

/** /sync: rows up, the feed down. */
export const syncRoutes = ({ env, database, stopping, wakeUps, content, currentLearner }: Needs) => {
  const { electricUrl: url, electricSecret: secret } = env;
  const context = {
    withLearner: withLearnerOn(database.db, wakeUps.committed),
    content,
    collections,
    now: Date.now,
  };
  const feed = url
    ? electricProxy({ url, secret, database, stopping })
    : shapeEndpoint({ database, wakeUps, stopping });
  return new Hono()
    .route(
      '/push',
      pushRoute(currentLearner, (push) => applyPush(context, push.learnerId, push)),
    )
    .route('/shape', shapeRoute(currentLearner, feed));
};
