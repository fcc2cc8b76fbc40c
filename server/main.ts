import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.ts';
import { makeAuth } from './auth/auth.ts';
import { startErasing } from './auth/erase-hourly.ts';
import { joinAuthors } from './authoring/join-authors.ts';
import { startCollecting } from './blobs/collect-blobs.ts';
import { startForgetting } from './blobs/forget-withdrawn.ts';
import { openBlobStore } from './blobs/open-store.ts';
import { createCodeThreads } from './code/code-threads.ts';
import { codeQuestionsIn, rerunSubmissions } from './code/rerun-submissions.ts';
import { createContentIndex } from './content/content-index.ts';
import { describeResult, publishFolderCourses } from './content/publish-folders.ts';
import { connectDatabase } from './db/connect.ts';
import { beginRun, endRun } from './db/epoch.ts';
import { keepTidy } from './db/keep-tidy.ts';
import { findMigrationsFolder, migrateDatabase } from './db/migrate.ts';
import { readEnv } from './env.ts';
import { endOnAccident, exitWithReason } from './exit-with-reason.ts';
import { foldDirtyLearners } from './folds/fold-dirty-learners.ts';
import { publishedFacts } from './folds/published-facts.ts';
import { makeLog } from './log.ts';
import { probePort } from './probe-port.ts';
import { startReminders } from './push-notifications/remind.ts';
import { makeSendPush } from './push-notifications/send-push.ts';
import { vapidKeys } from './push-notifications/vapid-keys.ts';
import { turnsOn } from './routes/sync.ts';
import { endGracefully, endWithRunner } from './shutdown.ts';
import { fetchPage } from './snapshots/fetch-page.ts';
import { takeSnapshots } from './snapshots/take-snapshots.ts';
import { startGoingOn } from './sync/go-on-in-account.ts';
import { withLearnerOn } from './sync/sql-store.ts';
import { startWakeUps } from './sync/wake-ups.ts';
import { startTutor } from './tutor/start-tutor.ts';

/** Whom a push service may turn to, where the installation has no public address. */
const SUBJECT = 'mailto:reminders@hornbook.invalid';

/** Connections not yet taken: with Node's 511, a crowd that comes back together is turned away by the system, without a word. */
const BACKLOG = 4_096;

async function main() {
  const env = readEnv(process.env);
  const log = makeLog(env);
  endOnAccident(log);
  const database = await connectDatabase(env);
  // Before the first start publishes for many seconds, and only then says so.
  await probePort(env.port);
  await migrateDatabase(database);
  const epoch = await beginRun(database);
  const publishing = await publishFolderCourses(database);
  // Wrong content never keeps the service from what it has published before.
  for (const line of describeResult(publishing)) log[publishing.problems.length > 0 ? 'error' : 'info'](line);
  const auth = await makeAuth(database, env);
  const store = openBlobStore(env);
  const wakeUps = await startWakeUps(database);
  const turns = turnsOn({ database, env });
  const isBusy = () => turns.load().waiting > 0;
  const stopFolding = foldDirtyLearners({ database, wakeUps, loadFacts: publishedFacts(database), log, isBusy });

  const stopRerunning = rerunSubmissions({
    database,
    withLearner: withLearnerOn(database.db, wakeUps.committed),
    wakeUps,
    loadQuestion: codeQuestionsIn(database),
    threads: createCodeThreads(),
    languages: ['javascript', 'typescript'],
    log,
  });

  const stopSnapshots = takeSnapshots({
    ...{ database, store, wakeUps, log, fetchPage },
    withLearner: withLearnerOn(database.db, wakeUps.committed),
  });

  const send = makeSendPush(await vapidKeys(database), env.publicUrl?.startsWith('https:') ? env.publicUrl : SUBJECT);
  const stopReminding = startReminders({ database, send, log });

  const tutor = env.tutor && startTutor({ database, store, wakeUps, settings: env.tutor, log });

  const stop = new AbortController();
  const webFolder = join(dirname(findMigrationsFolder()), 'web', 'dist');
  const content = createContentIndex(database);
  const stopGoingOn = startGoingOn({ database, wakeUps, content, log });
  const stopJoining = joinAuthors({ database, wakeUps, content, log, quotaBytes: env.blobQuotaBytes });
  const services = { env, database, auth, store, content, wakeUps, turns, log, tutor, webFolder };
  const app = createApp({ ...services, stopping: stop.signal });

  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.listen({ port: env.port, backlog: BACKLOG }, () => {
    const { port } = server.address() as AddressInfo;
    log.info({ database: database.kind, epoch, port }, 'Hornbook is ready');
    // For the person who started it by hand; a service manager wants nothing but the structured lines.
    if (process.env.HORNBOOK_BY_HAND) process.stdout.write(`\n  Open http://localhost:${port}\n\n`);
  });
  server.on('error', exitWithReason);
  const stopErasing = startErasing(database, store, env.dataDir, log);
  const stopCollecting = startCollecting({ database, store }, log);
  const stopForgetting = startForgetting({ database, store, wakeUps, log });
  const stopTidying = keepTidy(database, log);
  const afterwards = async () => {
    stopTidying();
    await stopErasing();
    await stopCollecting();
    await stopForgetting();
    await stopReminding();
    await stopGoingOn();
    await stopJoining();
    await tutor?.stop();
    await stopRerunning();
    await stopSnapshots();
    await stopFolding();
    wakeUps.stop();
    await endRun(database);
    await database.close();
  };
  endWithRunner(endGracefully({ server, stop, afterwards, log }));
}

main().catch(exitWithReason);
