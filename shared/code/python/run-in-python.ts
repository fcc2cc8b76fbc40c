import { MAX_OUTCOMES, outcomeStatuses, type TestResult } from '../code-run.ts';
import { shorten } from '../outcomes.ts';
import { compareOutput } from '../printed.ts';
import type { CodeJob, RunTest } from '../run-submission.ts';
import { PYTHON_HARNESS } from './harness.ts';

/** What of Pyodide is needed. */
export interface Python {
  runPython: (source: string) => unknown;
}

/**
 * Runs Python programs in an interpreter that has been started: each test in a module of its own. Nothing here can end a
 * program that does not end; whoever runs it ends the thread it runs in.
 */
export const runInPython = (python: Python): RunTest => {
  const run = python.runPython(PYTHON_HARNESS) as (job: string) => string;
  return async (job) => readResult(run(JSON.stringify(job)), job);
};

/** What came back is of the program's making as well: nothing is believed of its form. */
const readResult = (text: string, { test }: CodeJob): TestResult => {
  const read = JSON.parse(text) as TestResult;
  const printed = read.printed.map(({ level, text: line }) => ({
    level: level === 'error' ? ('error' as const) : ('log' as const),
    text: shorten(String(line), 20_000),
  }));
  const outcomes = read.outcomes.slice(0, MAX_OUTCOMES).map((outcome) => ({
    id: shorten(String(outcome.id), 260),
    name: shorten(String(outcome.name), 200),
    status: outcomeStatuses.find((known) => known === outcome.status) ?? ('error' as const),
    ...(outcome.message !== undefined && { message: shorten(String(outcome.message)) }),
    ...(Number.isInteger(outcome.line) && Number(outcome.line) >= 1 && { line: Number(outcome.line) }),
    ...(outcome.expected !== undefined && { expected: shorten(String(outcome.expected)) }),
    ...(outcome.got !== undefined && { got: shorten(String(outcome.got)) }),
  }));
  const { cut } = read;
  if (test.kind === 'output' && outcomes.length === 0) {
    const { id, name } = test;
    outcomes.push({ id, name, ...compareOutput({ lines: printed, cut }, test.expected) } as (typeof outcomes)[number]);
  }
  return { outcomes, printed, cut };
};
