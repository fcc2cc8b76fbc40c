import type { Worker } from 'node:worker_threads';
import type { TestResult } from '@hornbook/shared/code/code-run.ts';
import type { CodeJob, RunTest } from '@hornbook/shared/code/run-submission.ts';
import { startThread } from '../start-thread.ts';

/** Beyond a test's own limit: then its thread is ended, whatever it is doing. */
const GRACE_MS = 1_000;

const startCodeThread = (): Worker =>
  startThread(new URL('./code-thread.ts', import.meta.url), {
    // Nothing of the service's surroundings is in there.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 96, stackSizeMb: 16 },
    stdout: true,
    stderr: true,
  });

export interface CodeThreads {
  runTest: RunTest;
  close: () => Promise<void>;
}

/** Runs one program at a time on a thread of its own; a thread that had to be ended is replaced by the next. */
export const createCodeThreads = (): CodeThreads => {
  let started: Promise<Worker> | null = null;

  const start = (): Promise<Worker> =>
    new Promise((resolve, reject) => {
      const worker = startCodeThread();
      worker.unref();
      worker.once('message', () => resolve(worker));
      worker.once('error', reject);
    });
  const end = async (): Promise<void> => {
    const ending = started;
    started = null;
    await (await ending?.catch(() => null))?.terminate();
  };

  const runTest: RunTest = async (job: CodeJob) => {
    started ??= start();
    const worker = await started.catch((error: unknown) => {
      started = null;
      throw error;
    });
    return new Promise<TestResult>((resolve) => {
      const settle = (result: TestResult) => {
        clearTimeout(timer);
        worker.removeAllListeners('message').removeAllListeners('error').removeAllListeners('exit');
        // What comes later is nobody's.
        worker.on('error', () => {});
        resolve(result);
      };
      const giveUp = (status: 'stopped' | 'memory') => {
        void end();
        const { id, name } = job.test;
        settle({ outcomes: [{ id, name, status }], printed: [], cut: false });
      };
      const timer = setTimeout(() => giveUp('stopped'), job.timeLimitMs + GRACE_MS);
      worker.once('message', settle);
      worker.once('error', () => giveUp('memory'));
      worker.once('exit', () => giveUp('memory'));
      worker.postMessage(job);
    });
  };
  return { runTest, close: end };
};
