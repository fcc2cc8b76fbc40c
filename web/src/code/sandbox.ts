import type { TestResult } from '@hornbook/shared/code/code-run.ts';
import type { CodeJob, RunTest } from '@hornbook/shared/code/run-submission.ts';

/** Beyond a test's own limit: then its worker is ended, whatever it is doing. */
const GRACE_MS = 1_000;

export interface SandboxParts {
  makeWorker: () => Worker;
  /** What the worker is given to begin with: it can fetch nothing itself. */
  supplies: () => Promise<unknown>;
}

export interface Sandbox {
  /** Has it ready before the first run. */
  warm: () => Promise<void>;
  runTest: RunTest;
  /** Ends what runs now; its test says so. */
  stop: () => void;
}

/**
 * Programs of one language, each in a worker that is ended when its time is up and made anew for the next.
 *
 *   warm ──► starting ──ready──► idle ──job──► running ──result──► idle
 *                                                 └── too late, stopped, crashed ──► ended (the next job starts another)
 */
export const createSandbox = ({ makeWorker, supplies }: SandboxParts): Sandbox => {
  let started: Promise<Worker> | null = null;
  let end: (status: 'stopped' | 'memory') => void = () => {};

  const start = async (): Promise<Worker> => {
    const given = await supplies();
    const worker = makeWorker();
    await new Promise<void>((resolve, reject) => {
      worker.onmessage = () => resolve();
      worker.onerror = (event) => {
        worker.terminate();
        reject(new Error(event.message || 'The worker for programs did not start.'));
      };
      worker.postMessage({ kind: 'start', supplies: given });
    });
    return worker;
  };
  const ready = (): Promise<Worker> => {
    if (!started) {
      const starting = start();
      started = starting;
      // What could not start is tried again next time.
      starting.catch(() => {
        if (started === starting) started = null;
      });
    }
    return started;
  };

  const runTest = async (job: CodeJob): Promise<TestResult> => {
    const worker = await ready();
    return new Promise((resolve) => {
      const settle = (result: TestResult) => {
        clearTimeout(timer);
        end = () => {};
        resolve(result);
      };
      const giveUp = (status: 'stopped' | 'memory') => {
        worker.terminate();
        started = null;
        // The next one is wanted soon, and takes its time to start.
        void ready().catch(() => undefined);
        const { id, name } = job.test;
        settle({ outcomes: [{ id, name, status }], printed: [], cut: false });
      };
      const timer = setTimeout(() => giveUp('stopped'), job.timeLimitMs + GRACE_MS);
      end = giveUp;
      worker.onmessage = ({ data }: MessageEvent<TestResult>) => settle(data);
      // A worker that takes all memory is ended by the browser.
      worker.onerror = () => giveUp('memory');
      worker.postMessage({ kind: 'run', job });
    });
  };
  return { warm: async () => void (await ready()), runTest, stop: () => end('stopped') };
};
