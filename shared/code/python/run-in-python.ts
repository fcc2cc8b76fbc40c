import { MAX_OUTCOMES, outcomeStatuses, type TestResult } from '../code-run.ts';
import { shorten } from '../outcomes.ts';
import { compareOutput } from '../printed.ts';
import type { CodeJob, RunTest } from '../run-submission.ts';
import { PYTHON_HARNESS } from './harness.ts';

/** What of Pyodide is needed. */
export interface Python {
  runPython: (source: string) => unknown;
  makeMemorySnapshot: () => Uint8Array;
}

/**
 * How Pyodide is started, to be kept or from what was kept. None of the page's own objects are handed in, and what is
 * printed outside of tests is nobody's. The same order of sets each time: every run of a program is the same.
 */
export const pythonOptions = () => ({
  jsglobals: Object.create(null),
  env: { HOME: '/home/pyodide', PYTHONHASHSEED: '0' },
  stdin: () => null,
  stdout: () => {},
  stderr: () => {},
});

/**
 * The memory of an interpreter (started with `_makeSnapshot`) that is ready for programs. Starting takes seconds, going
 * on from here (with `_loadSnapshot`) a fraction of one, so that each test can have an interpreter of its own.
 */
export const keepPython = (python: Python): Uint8Array => {
  python.runPython(PYTHON_HARNESS);
  return python.makeMemorySnapshot();
};

/**
 * Runs one test of a program in an interpreter that goes on from what `keepPython` kept, and is given up afterwards:
 * whatever the program did to it, the next one never sees. Nothing here can end a program that does not end; whoever
 * runs it ends the thread it runs in.
 */
export const runInPython =
  (python: Pick<Python, 'runPython'>): RunTest =>
  async (job) => {
    try {
      const run = python.runPython('_run') as (job: string) => string;
      return readResult(run(JSON.stringify(job)), job);
    } catch (error) {
      return unheard(error, job);
    }
  };

/** A program may break, empty or end the interpreter, so that nothing comes back: then only the last words are known. */
const unheard = (error: unknown, { test: { id, name } }: CodeJob): TestResult => {
  const { name: kind, message } = error instanceof Error ? error : { name: '', message: String(error) };
  const last = message.trim().split('\n').at(-1) ?? '';
  const ended = (status: 'error' | 'memory' | 'stack', said?: string): TestResult => ({
    outcomes: [{ id, name, status, ...(said && { message: shorten(said) }) }],
    printed: [],
    cut: false,
  });
  // Deeper than the browser's own stack, which Python knows nothing of.
  if (error instanceof RangeError && /call stack/.test(message)) return ended('stack');
  if (/^MemoryError|No more memory/.test(last)) return ended('memory');
  return ended('error', kind === 'PythonError' && last !== '' ? last : 'The program ended Python itself.');
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
