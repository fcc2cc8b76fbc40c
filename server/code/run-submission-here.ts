import type { CodeRun } from '@hornbook/shared/code/code-run.ts';
import { runInQuickJs } from '@hornbook/shared/code/quickjs/run-in-quickjs.ts';
import { type RunnableQuestion, runSubmission } from '@hornbook/shared/code/run-submission.ts';
import { quickJsTools } from './quickjs-tools.ts';

/**
 * Makes what runs JavaScript and TypeScript against the tests of its question on this very thread: for programs one
 * trusts to end, such as those of authors. What learners send runs on a thread that can be ended.
 */
export const createRunHere = (): ((question: RunnableQuestion, source: string) => Promise<CodeRun>) => {
  const runTest = runInQuickJs(quickJsTools());
  return (question, source) => runSubmission(question, source, { runTest, now: () => performance.now() });
};
