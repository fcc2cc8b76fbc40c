import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { CodeRun } from '@hornbook/shared/code/code-run.ts';
import { keepPython, pythonOptions, runInPython } from '@hornbook/shared/code/python/run-in-python.ts';
import { type RunnableQuestion, type RunTest, runSubmission } from '@hornbook/shared/code/run-submission.ts';
import { loadPyodide } from 'pyodide';

/** Runs Python in this process, from the package's own files: each test in an interpreter of its own. */
export const startPython = async (): Promise<RunTest> => {
  const indexURL = dirname(createRequire(import.meta.url).resolve('pyodide/pyodide-lock.json'));
  const options = { indexURL, ...pythonOptions() };
  const kept = keepPython(await loadPyodide({ ...options, _makeSnapshot: true }));
  return async (job) => runInPython(await loadPyodide({ ...options, _loadSnapshot: kept }))(job);
};

/** Makes what runs Python against the tests of its question on this very thread: for programs one trusts to end. */
export const createPythonHere = async (): Promise<(question: RunnableQuestion, source: string) => Promise<CodeRun>> => {
  const runTest = await startPython();
  return (question, source) => runSubmission(question, source, { runTest, now: () => performance.now() });
};
