import type { Collection } from '@hornbook/shared/collections/define-collection.ts';
import { ident, tableName } from './expressions.ts';

/** What is asked of synced tables otherwise than by key. Each costs every push a little: add one only with its query. */
const INDEXES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // A learner's days and history; and the figures, learner by learner.
  attempts: { attempts_completed_day: 'learner_id, completed_day' },
  submissions: {
    // What is still to be run again.
    submissions_unchecked: 'submitted_at) where (rerun is null',
    // Where the service found something else than the device: few, if all is well.
    submissions_differing: "question_id, course_version) where (rerun ->> 'agrees' = 'false'",
  },
  // A thread's messages; and the questions that have no whole answer.
  messages: {
    messages_thread: 'learner_id, thread_id',
    messages_open: "created_at) where (role = 'user' and coalesce(standing ->> 'state', 'later') = 'later'",
  },
  // What learners took back.
  recordings: { recordings_withdrawn: 'learner_id, sha256) where (blob_hash is null or deleted_at is not null' },
  // Who learned lately.
  study_days: { study_days_local_day: 'local_day, learner_id' },
};

export const queryIndexes = (collections: readonly Collection[]): string[] =>
  collections
    .map(tableName)
    .flatMap((table) =>
      Object.entries(INDEXES[table] ?? {}).map(
        ([name, columns]) => `create index if not exists ${ident(name)} on ${ident(table)} (${columns})`,
      ),
    );
