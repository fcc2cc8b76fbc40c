import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from 'quickjs-emscripten-core';
import type { CodeTest } from '../../content/pack.ts';
import { MAX_OUTCOMES, type TestOutcome, type TestResult } from '../code-run.ts';
import { shorten } from '../outcomes.ts';
import { compareOutput, Printer } from '../printed.ts';
import type { CodeJob, RunTest } from '../run-submission.ts';
import { HARNESS } from './harness.ts';
import { type Problem, readOutcome, readProblem } from './read-outcome.ts';

export interface QuickJsTools {
  /** A module that no program has broken; after `broken` was called, another one. */
  quickJs: () => Promise<QuickJSWASMModule>;
  /** A program went deeper than the host's own stack: its module is of no use any more. */
  broken: () => void;
  /** Takes the types away, line by line; throws what a reader of the source understands. */
  stripTypes: (source: string) => Promise<string>;
  now: () => number;
  memoryBytes?: number;
  stackBytes?: number;
}

const MEMORY_BYTES = 16 << 20;
const STACK_BYTES = 128 << 10;
/** How many jobs run before the clock is looked at: a chain of promises without end must not keep it away. */
const JOBS = 256;

/**
 * Runs a program against one test in a QuickJS of its own, with limits of time, memory and depth. The limit of time is
 * looked at between steps of the program; a few built-ins take many steps at once, so whoever must be sure also ends
 * the thread this runs in.
 */
export const runInQuickJs =
  (tools: QuickJsTools): RunTest =>
  async ({ language, source, test, timeLimitMs }: CodeJob): Promise<TestResult> => {
    const ended = (outcome: Omit<TestOutcome, 'id' | 'name'>): TestResult => ({
      outcomes: [{ id: test.id, name: test.name, ...outcome }],
      printed: [],
      cut: false,
    });
    let program = source;
    let tests = test;
    if (language === 'typescript') {
      try {
        program = await tools.stripTypes(source);
      } catch (error) {
        return ended(unreadable(error, source));
      }
      if (test.kind === 'file') tests = { ...test, source: await tools.stripTypes(test.source) };
    }
    const quickJs = await tools.quickJs();
    return new QuickJsRun(quickJs, tools, timeLimitMs, tests).play(program);
  };

/** What stands behind the program is ours: a problem there is that the program ends too early, or nothing with a line. */
const withinProgram = ({ line, ...problem }: Problem, program: string): Problem => {
  const lines = program.trimEnd().split('\n').length;
  if (line === undefined || line <= lines) return { ...problem, ...(line !== undefined && { line }) };
  if (!problem.message?.startsWith('SyntaxError')) return problem;
  return { ...problem, message: TOO_EARLY, line: lines };
};

const TOO_EARLY = 'SyntaxError: the program ends too early. Is a bracket, brace or quote not closed?';

/** What the reader of types says of a source, whose places are "(line:column)", both from 1. */
const unreadable = (error: unknown, source: string): Omit<TestOutcome, 'id' | 'name'> => {
  const text = error instanceof Error ? error.message : String(error);
  const [place, line, column] = / *\((\d+):(\d+)\)/.exec(text) ?? [];
  const lines = source.trimEnd().split('\n');
  const isBehind = Number(line) === lines.length && Number(column) > (lines.at(-1)?.length ?? 0);
  if (isBehind || Number(line) > lines.length) return { status: 'error', message: TOO_EARLY, line: lines.length };
  const message = shorten(`SyntaxError: ${place ? text.replace(place, '') : text}`);
  return { status: 'error', message, ...(Number(line) >= 1 && { line: Number(line) }) };
};

class QuickJsRun {
  outOfTime = false;
  readonly #tools: QuickJsTools;
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #test: CodeTest;
  readonly #printer = new Printer();
  readonly #outcomes: TestOutcome[] = [];
  readonly #timeLimitMs: number;
  #deadline = Number.POSITIVE_INFINITY;

  constructor(quickJs: QuickJSWASMModule, tools: QuickJsTools, timeLimitMs: number, test: CodeTest) {
    this.#tools = tools;
    this.#test = test;
    this.#runtime = quickJs.newRuntime();
    this.#runtime.setMemoryLimit(tools.memoryBytes ?? MEMORY_BYTES);
    this.#runtime.setMaxStackSize(tools.stackBytes ?? STACK_BYTES);
    this.#timeLimitMs = timeLimitMs;
    this.#runtime.setInterruptHandler(() => this.#isLate());
    // What a program imports is nothing: it is alone.
    this.#runtime.setModuleLoader((name) => ({
      error: new Error(`There is nothing to import here: ${name}`),
    }));
    this.#context = this.#runtime.newContext();
  }

  play(program: string): TestResult {
    try {
      const harness = this.#start();
      // The program's own time: that of its surroundings is not counted.
      this.#deadline = this.#tools.now() + this.#timeLimitMs;
      const problem = this.#runProgram(harness, program) ?? this.#runTest(harness);
      if (problem) this.#add(withinProgram(problem, program));
      harness.dispose();
    } catch (error) {
      // Whatever throws through the module, mostly the host's own stack overflowing, leaves it unusable.
      this.#tools.broken();
      this.#add({ status: this.outOfTime ? 'timeout' : error instanceof RangeError ? 'stack' : 'memory' });
      return this.#result();
    }
    try {
      this.#context.dispose();
      this.#runtime.dispose();
    } catch {
      // A program that ran out of memory may leave something behind: the result stands, the module does not.
      this.#tools.broken();
    }
    return this.#result();
  }

  #result(): TestResult {
    return { outcomes: this.#outcomes, printed: this.#printer.lines, cut: this.#printer.cut };
  }

  #start(): QuickJSHandle {
    const context = this.#context;
    const made = context.unwrapResult(context.evalCode(HARNESS, 'harness.js'));
    const host = context.newObject();
    const set = (name: string, value: QuickJSHandle) => {
      context.setProp(host, name, value);
      value.dispose();
    };
    set('input', context.newString(this.#test.kind === 'output' ? this.#test.input : ''));
    set(
      'print',
      context.newFunction('print', (level, text) => {
        this.#printer.print(context.getString(level) === 'error' ? 'error' : 'log', context.getString(text));
      }),
    );
    set(
      'report',
      context.newFunction('report', (text) => {
        const outcome = readOutcome(context.getString(text), this.#test);
        if (outcome && this.#outcomes.length < MAX_OUTCOMES) this.#outcomes.push(outcome);
      }),
    );
    const harness = context.unwrapResult(context.callFunction(made, context.undefined, host));
    made.dispose();
    host.dispose();
    return harness;
  }

  /** Runs the program to its end; what went wrong, if anything did. */
  #runProgram(harness: QuickJSHandle, program: string): Problem | null {
    const context = this.#context;
    // Evaluated as a module: its names stay its own, and this line gives tests a way to them.
    const result = context.evalCode(
      `${program}\n;globalThis.__scope(function () { return eval(arguments[0]); });`,
      'program.js',
      { type: 'module' },
    );
    if (result.error) return this.#problemOf(harness, result.error);
    const namespace = result.value;
    const isPromise = context.typeof(namespace) === 'object' && this.#isPromise(namespace);
    const drained = this.#drain(harness, () => this.#asks(harness, 'ran') || this.#isRejected(namespace, isPromise));
    if (drained) {
      namespace.dispose();
      return drained;
    }
    if (isPromise) {
      const state = context.getPromiseState(namespace);
      if (state.type === 'rejected') {
        const problem = this.#problemOf(harness, state.error);
        namespace.dispose();
        return problem;
      }
      if (state.type === 'fulfilled') {
        this.#call(harness, 'setExports', [state.value]);
        if (state.value.alive) state.value.dispose();
      }
    } else this.#call(harness, 'setExports', [namespace]);
    if (namespace.alive) namespace.dispose();
    if (!this.#asks(harness, 'ran'))
      return { status: 'error', message: 'The program waits for something that never happens.' };
    return null;
  }

  #runTest(harness: QuickJSHandle): Problem | null {
    const context = this.#context;
    const test = this.#test;
    if (test.kind === 'output') {
      const drained = this.#drain(harness, () => false);
      if (drained) return drained;
      return compareOutput(this.#printer, test.expected);
    }
    const words = test.kind === 'call' ? [test.call, test.expected] : [test.source];
    const name = test.kind === 'call' ? 'runCall' : 'runFile';
    const given = [test.id, test.name, ...words].map((word) => context.newString(word));
    const called = this.#call(harness, name, given);
    for (const handle of given) handle.dispose();
    if (called) return called;
    const drained = this.#drain(harness, () => this.#asks(harness, 'isSettled'));
    if (drained) return drained;
    if (!this.#asks(harness, 'isSettled')) return { status: 'failed', message: 'A promise was never settled.' };
    return this.#outcomes.length === 0 ? { status: 'error', message: 'The test said nothing.' } : null;
  }

  /** Lets promises and timers go on until `done`, or until there is nothing left to happen. */
  #drain(harness: QuickJSHandle, done: () => boolean): Problem | null {
    for (;;) {
      const jobs = this.#runtime.executePendingJobs(JOBS);
      if (jobs.error) {
        const problem = this.#problemOf(harness, jobs.error);
        jobs.dispose();
        return problem;
      }
      const count = jobs.value;
      jobs.dispose();
      // What is done in time is done, even if it is noticed late.
      if (count < JOBS && done()) return null;
      if (this.#isLate()) return { status: 'timeout' };
      if (count > 0) continue;
      const context = this.#context;
      const tick = context.getProp(harness, 'tick');
      const ticked = context.callFunction(tick, context.undefined);
      tick.dispose();
      if (ticked.error) return this.#problemOf(harness, ticked.error);
      const more = context.dump(ticked.value) === true;
      ticked.value.dispose();
      if (!more) return null;
    }
  }

  #call(harness: QuickJSHandle, name: string, args: QuickJSHandle[]): Problem | null {
    const context = this.#context;
    const method = context.getProp(harness, name);
    const result = context.callFunction(method, context.undefined, ...args);
    method.dispose();
    if (result.error) return this.#problemOf(harness, result.error);
    result.value.dispose();
    return null;
  }

  #asks(harness: QuickJSHandle, name: string): boolean {
    const context = this.#context;
    const method = context.getProp(harness, name);
    const result = context.callFunction(method, context.undefined);
    method.dispose();
    if (result.error) {
      result.error.dispose();
      return false;
    }
    const answer = context.dump(result.value) === true;
    result.value.dispose();
    return answer;
  }

  #isPromise(handle: QuickJSHandle): boolean {
    const state = this.#context.getPromiseState(handle);
    if (state.type === 'fulfilled') {
      const { notAPromise, value } = state;
      if (!notAPromise && value.alive) value.dispose();
      return !notAPromise;
    }
    if (state.type === 'rejected' && state.error.alive) state.error.dispose();
    return true;
  }

  #isRejected(handle: QuickJSHandle, isPromise: boolean): boolean {
    if (!isPromise) return false;
    const state = this.#context.getPromiseState(handle);
    if (state.type === 'fulfilled' && state.value.alive) state.value.dispose();
    if (state.type === 'rejected' && state.error.alive) state.error.dispose();
    return state.type === 'rejected';
  }

  #isLate(): boolean {
    this.outOfTime ||= this.#tools.now() > this.#deadline;
    return this.outOfTime;
  }

  #problemOf(harness: QuickJSHandle, error: QuickJSHandle): Problem {
    if (this.outOfTime) {
      error.dispose();
      return { status: 'timeout' };
    }
    const context = this.#context;
    const method = context.getProp(harness, 'describe');
    const described = context.callFunction(method, context.undefined, error);
    method.dispose();
    error.dispose();
    if (described.error) {
      described.error.dispose();
      return { status: this.outOfTime ? 'timeout' : 'memory' };
    }
    const text = context.getString(described.value);
    described.value.dispose();
    return readProblem(text);
  }

  #add(problem: Problem): void {
    const { id, name } = this.#test;
    if (this.#outcomes.length < MAX_OUTCOMES) this.#outcomes.push({ id, name, ...problem });
  }
}
