import { createApp } from '../app.ts';
import { makeAuth } from '../auth/auth.ts';
import type { Database } from '../db/connect.ts';
import { readEnv } from '../env.ts';
import { makeLog } from '../log.ts';

/** The whole service in this process, on a test's database. */
export async function makeTestApp(database: Database, settings: Record<string, string> = {}) {
  const env = readEnv({ LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent', ...settings });
  const auth = await makeAuth(database, env);
  return createApp({
    env,
    database,
    auth,
    log: makeLog(env),
    stopping: new AbortController().signal,
    webFolder: '/nowhere',
  });
}
