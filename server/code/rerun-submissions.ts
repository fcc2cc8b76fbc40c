import type { CodeRun } from '@hornbook/shared/code/code-run.ts';
import { agree } from '@hornbook/shared/code/outcomes.ts';
import { runSubmission } from '@hornbook/shared/code/run-submission.ts';
import type { SolvedQuestion } from '@hornbook/shared/content/pack.ts';
import type { Database } from '../db/connect.ts';
import { UnknownLearner } from '../db/with-learner.ts';
import type { Log } from '../log.ts';
import { rerunPrograms } from '../metrics.ts';
import type { WithLearner } from '../sync/learner-store.ts';
import type { WakeUps } from '../sync/wake-ups.ts';
import { workWhenWoken } from '../sync/work-when-woken.ts';
import type { CodeThreads } from './code-threads.ts';

interface Needs {
  database: Pick<Database, 'query'>;
  withLearner: WithLearner;
  wakeUps: Pick<WakeUps, 'onAny'>;
  /** The question as it was in that version; null where it is not known here. */
  loadQuestion: (version: string, questionId: string) => Promise<CodeQuestion | null>;
  threads: CodeThreads;
  /** Languages that can be run again here. */
  languages: readonly string[];
  log: Pick<Log, 'error' | 'info'>;
  pauseMs?: number;
  netMs?: number;
}

interface Waiting {
  learner_id: string;
  id: string;
  question_id: string;
  course_version: string;
  language: string;
  source: string;
  run: CodeRun;
}

type CodeQuestion = Extract<SolvedQuestion, { kind: 'code' }>;

const AT_ONCE = 20;

/**
 * Runs what learners handed in again, against the tests of the course version it was written for, one program at a
 * time, and stores what came of it beside what the device had found. Nobody waits for it, and nothing is taken away by
 * it: where the two differ, authors and operators can see on which tests (server/queries/differing-programs.ts), since
 * then it is the question or a runtime that needs looking at. Returns what stops it.
 */
export const rerunSubmissions = (needs: Needs): (() => Promise<void>) => {
  const {
    database,
    withLearner,
    wakeUps,
    loadQuestion,
    threads,
    languages,
    log,
    pauseMs = 300,
    netMs = 20_000,
  } = needs;
  /** What could not be run here is not tried again before the next start. */
  const failed = new Set<string>();

  const one = async (waiting: Waiting): Promise<void> => {
    const question = await loadQuestion(waiting.course_version, waiting.question_id);
    if (!question) {
      failed.add(waiting.id);
      rerunPrograms.inc({ language: waiting.language, outcome: 'failed' });
      return;
    }
    const run = await runSubmission(question, waiting.source, { ...threads, now: () => performance.now() });
    const agrees = agree(waiting.run, run);
    rerunPrograms.inc({ language: waiting.language, outcome: agrees ? 'agrees' : 'differs' });
    if (!agrees)
      log.info({ question: waiting.question_id, version: waiting.course_version }, 'A program ran differently here');
    await withLearner(waiting.learner_id, async (store) => {
      const stored = (await store.rows('submissions', [waiting.id])).get(waiting.id);
      if (stored)
        await store.putRows('submissions', [{ key: waiting.id, row: { ...stored.row, rerun: { agrees, run } } }]);
    });
  };
  const some = async (isStopped: () => boolean): Promise<boolean> => {
    const waiting = await database.query<Waiting>(
      `select learner_id, id, question_id, course_version, language, source, run from submissions
       where rerun is null and language = any($1::text[]) and id <> all($2::uuid[]) order by submitted_at limit ${AT_ONCE}`,
      [languages, [...failed]],
    );
    for (const submission of waiting) {
      if (isStopped()) return false;
      try {
        await one(submission);
      } catch (error) {
        failed.add(submission.id);
        rerunPrograms.inc({ language: submission.language, outcome: 'failed' });
        if (!(error instanceof UnknownLearner)) log.error({ err: error }, 'A program could not be run again');
      }
    }
    return waiting.length === AT_ONCE;
  };
  return workWhenWoken({
    wakeUps,
    log,
    some,
    // A thread that has nothing to do holds memory for nothing.
    rest: () => threads.close(),
    failure: 'Programs to run again could not be read',
    pauseMs,
    netMs,
  });
};

/** Questions from the answer keys, whole: those kept for grading have no tests. */
export const codeQuestionsIn =
  (database: Pick<Database, 'query'>): Needs['loadQuestion'] =>
  async (version, questionId) => {
    const [row] = await database.query<{ question: SolvedQuestion | null }>(
      `select answer_key->'questions'->$2 as question from course_answer_keys where version = $1`,
      [version, questionId],
    );
    return row?.question?.kind === 'code' ? row.question : null;
  };
