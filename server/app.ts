import { CHUNK_MEDIA_TYPE } from '@hornbook/shared/blobs/transfer.ts';
import { Hono } from 'hono';
import { makeRateLimit } from './auth/rate-limit.ts';
import { sameOriginWrites } from './auth/same-origin.ts';
import { showFigures } from './figures.ts';
import { metrics } from './metrics.ts';
import { accountRoute } from './routes/account.ts';
import { answerError } from './routes/answer-error.ts';
import { authRoute } from './routes/auth.ts';
import { authoringRoute } from './routes/authoring.ts';
import { badgeIssuerRoute, badgesRoute } from './routes/badges.ts';
import { blobsRoute } from './routes/blobs.ts';
import { devicesRoute } from './routes/devices.ts';
import { healthRoute } from './routes/health.ts';
import { httpsOnly } from './routes/https-only.ts';
import { logRequests } from './routes/log-requests.ts';
import { metricsRoute, requestMetrics } from './routes/metrics.ts';
import { packsRoutes } from './routes/packs.ts';
import { pairingsRoute } from './routes/pairings.ts';
import { protocolHeader } from './routes/protocol-header.ts';
import { QUERY_RATE, queriesRoute } from './routes/queries.ts';
import { remindersRoute } from './routes/reminders.ts';
import { securityHeaders } from './routes/security-headers.ts';
import { deliveringLearner, sessionDevice, sessionLearner } from './routes/session-learner.ts';
import { syncRoutes, turnsOn } from './routes/sync.ts';
import { tutorRoute } from './routes/tutor.ts';
import { webRoute } from './routes/web.ts';
import type { Services } from './services.ts';

/** Paths that are the service's own; everything else is the web app's. */
const SERVICE_PATHS = ['/auth/*', '/sync/*', '/packs/*', '/blobs/*', '/queries/*', '/badges/*', '/metrics', '/health'];

/** Every route of the service at a glance. */
export function createApp(services: Services): Hono {
  const app = new Hono();
  app.use(logRequests(services));
  app.use(requestMetrics());
  app.use(securityHeaders(services.env));
  app.use(httpsOnly(services.env));

  for (const path of ['/auth/*', '/sync/*']) app.use(path, protocolHeader(), sameOriginWrites(services.env));
  app.use('/blobs/*', protocolHeader(), sameOriginWrites(services.env, CHUNK_MEDIA_TYPE));

  app.route('/health', healthRoute(services));
  if (services.env.metricsToken) showFigures(metrics, services);
  app.route('/metrics', metricsRoute(services.env));
  app.route('/packs', packsRoutes(services));
  app.route('/badges', badgeIssuerRoute(services));
  app.route('/auth/account', accountRoute(services));
  app.route('/auth/devices', devicesRoute(services));
  app.route('/auth/pairings', pairingsRoute(services));
  app.route('/auth', authRoute(services));
  const currentLearner = sessionLearner(services.auth);
  app.route('/sync/reminders', remindersRoute({ database: services.database, current: sessionDevice(services.auth) }));
  app.route('/sync/badges', badgesRoute({ ...services, currentLearner }));
  app.route('/sync/authoring', authoringRoute({ ...services, current: sessionDevice(services.auth) }));
  app.route('/sync/tutor', tutorRoute({ ...services, currentLearner }));
  const { turns = turnsOn(services) } = services;
  const pushingLearner = deliveringLearner(services.auth, currentLearner);
  app.route('/sync', syncRoutes({ ...services, currentLearner, pushingLearner, turns }));
  app.route('/blobs', blobsRoute({ ...services, currentLearner, sendingLearner: pushingLearner, turns }));
  const rate = makeRateLimit(QUERY_RATE, Date.now);
  app.route('/queries', queriesRoute({ ...services, currentLearner, turns, rate }));

  for (const path of SERVICE_PATHS) app.all(path, (c) => c.json({ message: 'There is nothing here.' }, 404));
  app.route('/', webRoute(services));

  app.onError(answerError(services.log));
  return app;
}
