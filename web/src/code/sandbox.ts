import type { TestResult } from '@hornbook/shared/code/code-run.ts';
import type { CodeJob, RunTest } from '@hornbook/shared/code/run-submission.ts';

/** Beyond a test's own limit: then its worker is ended, whatever it is doing. */
const GRACE_MS = 1_000;

export interface SandboxParts {
  makeWorker: () => Worker;
  /** What the worker is given to begin with: it can fetch nothing itself. */
  supplies: () => Promise<unknown>;
  /** A worker runs one test and is given up; the next one starts meanwhile. Otherwise each test has a runtime of its own within. */
  onceOnly?: boolean;
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
 *   warm ──► starting ──ready──► idle ──job──► running ──result──► idle, or given up
 *                                                 └── too late, stopped, crashed ──► ended (the next one starts)
 */
export const createSandbox = ({ makeWorker, supplies, onceOnly = false }: SandboxParts): Sandbox => {
  let started: Promise<Worker> | null = null;
  let end: (status: 'stopped' | 'memory') => void = () => {};

  const start = async (): Promise<Worker> => {
    const worker = makeWorker();
    try {
      await new Promise<void>((resolve, reject) => {
        worker.onmessage = () => resolve();
        worker.onerror = (event) => reject(new Error(event.message || 'The worker for programs did not start.'));
        // Its script comes while what it is given does.
        supplies().then((given) => worker.postMessage({ kind: 'start', supplies: given }), reject);
      });
    } catch (error) {
      worker.terminate();
      throw error;
    }
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
  /** Given up, this one is not used again: another is wanted soon, and takes its time to start. */
  const startNext = () => {
    started = null;
    void ready().catch(() => undefined);
  };

  const runOn = (worker: Worker, job: CodeJob): Promise<TestResult> =>
    new Promise((resolve) => {
      const settle = (result: TestResult) => {
        clearTimeout(timer);
        end = () => {};
        if (onceOnly) worker.terminate();
        resolve(result);
      };
      const giveUp = (status: 'stopped' | 'memory') => {
        worker.terminate();
        if (!onceOnly) startNext();
        settle(endedFromOutside(job, status));
      };
      const timer = setTimeout(() => giveUp('stopped'), job.timeLimitMs + GRACE_MS);
      end = giveUp;
      worker.onmessage = ({ data }: MessageEvent<TestResult>) => settle(data);
      // A worker that takes all memory is ended by the browser.
      worker.onerror = () => giveUp('memory');
      worker.postMessage({ kind: 'run', job });
      if (onceOnly) startNext();
    });

  const runTest = async (job: CodeJob): Promise<TestResult> => {
    // Starting may take long as well, and is given up at once. It goes on for the next run.
    let stopped = false;
    const givenUp = new Promise<null>((resolve) => {
      end = () => {
        stopped = true;
        resolve(null);
      };
    });
    const worker = await Promise.race([ready(), givenUp]);
    return stopped || worker === null ? endedFromOutside(job, 'stopped') : runOn(worker, job);
  };
  return { warm: async () => void (await ready()), runTest, stop: () => end('stopped') };
};

const endedFromOutside = ({ test: { id, name } }: CodeJob, status: 'stopped' | 'memory'): TestResult => ({
  outcomes: [{ id, name, status }],
  printed: [],
  cut: false,
});
