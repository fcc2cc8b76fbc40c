import type { CodeLanguage, CodeTest } from '../content/pack.ts';
import { type CodeRun, MAX_OUTCOMES, type TestResult } from './code-run.ts';

/** One test of one program. */
export interface CodeJob {
  language: CodeLanguage;
  source: string;
  test: CodeTest;
  timeLimitMs: number;
}

/** Runs a program against one test, and ends whatever the program does. */
export type RunTest = (job: CodeJob) => Promise<TestResult>;

/** What of a question a run needs. */
export interface RunnableQuestion {
  language: CodeLanguage;
  tests: readonly CodeTest[];
  timeLimitMs: number;
}

/** Runs a program against the tests of its question, one after the other, each from the beginning. */
export const runSubmission = async (
  question: RunnableQuestion,
  source: string,
  { runTest, now, onResult }: SubmissionTools,
): Promise<CodeRun> => {
  const { language, tests, timeLimitMs } = question;
  const startedAt = now();
  const outcomes: CodeRun['tests'] = [];
  for (const test of tests) {
    const result = await runTest({ language, source, test, timeLimitMs });
    outcomes.push(...result.outcomes);
    onResult?.(test, result);
  }
  return { tests: outcomes.slice(0, MAX_OUTCOMES), durationMs: Math.max(0, Math.round(now() - startedAt)) };
};

interface SubmissionTools {
  runTest: RunTest;
  now: () => number;
  onResult?: (test: CodeTest, result: TestResult) => void;
}
