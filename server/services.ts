import type { Auth } from './auth/auth.ts';
import type { BlobStore } from './blobs/blob-store.ts';
import type { Database } from './db/connect.ts';
import type { Env } from './env.ts';
import type { Log } from './log.ts';
import type { ContentIndex } from './sync/learner-store.ts';
import type { Turns } from './sync/turns.ts';
import type { WakeUps } from './sync/wake-ups.ts';
import type { LiveAnswers } from './tutor/live-answers.ts';

/** What routes are given: made once in main.ts, or by a test. */
export interface Services {
  env: Env;
  database: Database;
  auth: Auth;
  /** Where learners' files are. */
  store: BlobStore;
  content: ContentIndex;
  wakeUps: WakeUps;
  /** The queue in front of the database, where it is not this app's alone. */
  turns?: Turns;
  log: Log;
  /** Aborted when the process is asked to end: whoever holds a request open answers it now. */
  stopping: AbortSignal;
  /** Answers of the tutor on their way, and what has it look at once for questions; null where there is no tutor. */
  tutor: { live: LiveAnswers; soon: () => void } | null;
  /** Folder of the built web app. */
  webFolder: string;
}
