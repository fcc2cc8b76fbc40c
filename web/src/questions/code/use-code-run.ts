import type { CodeRun, PrintedLine } from '@hornbook/shared/code/code-run.ts';
import { shorten } from '@hornbook/shared/code/outcomes.ts';
import { runSubmission } from '@hornbook/shared/code/run-submission.ts';
import type { CodeTest, QuestionOf } from '@hornbook/shared/content/pack.ts';
import { useEffect, useRef, useState } from 'react';
import { usePythonState } from '../../code/python-files.ts';
import { sandboxFor } from '../../code/sandboxes.ts';

export interface Printed {
  lines: PrintedLine[];
  cut: boolean;
}

interface Running {
  /** The test alone, or null while all are run. */
  only: string | null;
}

/** Runs programs of a question: all tests or one, with what they print, and a way to stop them. */
export const useCodeRun = (question: QuestionOf<'code'>) => {
  const [running, setRunning] = useState<Running | null>(null);
  const [printed, setPrinted] = useState<ReadonlyMap<string, Printed>>(new Map());
  const [failed, setFailed] = useState(false);
  const stopped = useRef(false);
  const sandbox = sandboxFor(question.language);

  const python = usePythonState(({ kind }) => kind);
  const canRun = question.language !== 'python' || python === 'ready';

  useEffect(() => {
    // Loading it takes longer than running: it is there when the first program is.
    if (canRun) void sandbox.warm().catch(() => undefined);
  }, [sandbox, canRun]);

  const run = async (source: string, only: CodeTest | null): Promise<CodeRun | null> => {
    if (!canRun || running) return null;
    stopped.current = false;
    setFailed(false);
    setRunning({ only: only?.id ?? null });
    if (!only) setPrinted(new Map());
    try {
      return await runSubmission(only ? { ...question, tests: [only] } : question, source, {
        runTest: async (job) =>
          stopped.current
            ? {
                outcomes: [{ id: job.test.id, name: shorten(job.test.name, 200), status: 'stopped' }],
                printed: [],
                cut: false,
              }
            : sandbox.runTest(job),
        now: () => performance.now(),
        onResult: (test, { printed: lines, cut }) => setPrinted((all) => new Map(all).set(test.id, { lines, cut })),
      });
    } catch {
      setFailed(true);
      return null;
    } finally {
      setRunning(null);
    }
  };
  const stop = () => {
    stopped.current = true;
    sandbox.stop();
  };
  return { running, printed, failed, run, stop, canRun };
};
