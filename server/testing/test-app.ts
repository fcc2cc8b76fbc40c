import { createApp } from '../app.ts';
import { makeAuth } from '../auth/auth.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { createContentIndex } from '../content/content-index.ts';
import type { Database } from '../db/connect.ts';
import { readEnv } from '../env.ts';
import { makeLog } from '../log.ts';
import { startWakeUps } from '../sync/wake-ups.ts';
import { startTutor } from '../tutor/start-tutor.ts';
import { memoryStore } from './memory-store.ts';

/** The whole service in this process, on a test's database. */
export async function makeTestApp(
  database: Database,
  settings: Record<string, string> = {},
  store: BlobStore = memoryStore(),
) {
  const env = readEnv({ LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent', ...settings });
  const auth = await makeAuth(database, env);
  const log = makeLog(env);
  const wakeUps = await startWakeUps(database);
  return createApp({
    env,
    database,
    auth,
    store,
    content: createContentIndex(database),
    wakeUps,
    log,
    tutor: env.tutor && startTutor({ database, store, wakeUps, settings: env.tutor, log }),
    stopping: new AbortController().signal,
    webFolder: '/nowhere',
  });
}
