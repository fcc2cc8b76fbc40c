import type { BlobStore } from '../blobs/blob-store.ts';
import type { Database } from '../db/connect.ts';
import type { TutorSettings } from '../env.ts';
import type { Log } from '../log.ts';
import { withLearnerOn } from '../sync/sql-store.ts';
import type { WakeUps } from '../sync/wake-ups.ts';
import { answerQuestions } from './answer-questions.ts';
import { type LiveAnswers, makeLiveAnswers } from './live-answers.ts';
import { makeTutorModel } from './tutor-model.ts';

interface Needs {
  database: Database;
  store: BlobStore;
  wakeUps: WakeUps;
  settings: TutorSettings;
  log: Log;
}

export interface Tutor {
  live: LiveAnswers;
  soon: () => void;
  stop: () => Promise<void>;
}

/** The tutor of a service that has a model. */
export const startTutor = ({ database, store, wakeUps, settings, log }: Needs): Tutor => {
  const live = makeLiveAnswers();
  const { soon, stop } = answerQuestions({
    database,
    store,
    withLearner: withLearnerOn(database.db, wakeUps.committed),
    wakeUps,
    model: makeTutorModel(settings),
    budget: settings,
    live,
    log,
  });
  return { live, soon, stop };
};
