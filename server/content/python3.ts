import { spawn, spawnSync } from 'node:child_process';
import { type OutcomeStatus, outcomeStatuses, type TestOutcome } from '@hornbook/shared/code/code-run.ts';
import { compareOutput } from '@hornbook/shared/code/printed.ts';
import type { RunProgram } from './check-programs.ts';

/** Reads a job, runs one test, and tells each outcome as a line of its own. */
const DRIVER = `
import contextlib, importlib.abc, importlib.machinery, io, json, sys, traceback, types, unittest
job = json.load(sys.stdin)
test, tell = job["test"], sys.stdout
sys.stdin = io.StringIO(test.get("input", ""))
program = types.ModuleType("program")

def outcome(id, name, status, **more):
    print(json.dumps({"id": id, "name": name, "status": status, **more}), file=tell)

def describe(error):
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "program.py"]
    line = error.lineno if isinstance(error, SyntaxError) else lines[-1] if lines else None
    kind = "failed" if isinstance(error, AssertionError) else "error"
    return {"status": kind, "message": f"{type(error).__name__}: {error}", **({"line": line} if line else {})}

class TheProgram(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Whatever is imported and does not exist is the program."""
    def find_spec(self, name, path, target=None):
        return importlib.machinery.ModuleSpec(name, self)
    def create_module(self, spec):
        return program
    def exec_module(self, module):
        pass

def run():
    exec(compile(job["source"], "program.py", "exec"), program.__dict__)
    if test["kind"] == "call":
        got = eval(test["call"], program.__dict__)
        expected = eval(test["expected"], program.__dict__)
        if got == expected:
            return outcome(test["id"], test["name"], "passed")
        return outcome(test["id"], test["name"], "failed", expected=repr(expected), got=repr(got))
    sys.meta_path.append(TheProgram())
    names = {**program.__dict__, "__name__": "tests"}
    exec(compile(test["source"], "tests.py", "exec"), names)
    cases = [value for value in names.values() if isinstance(value, type) and issubclass(value, unittest.TestCase)]
    tests = [one for case in cases for one in unittest.defaultTestLoader.loadTestsFromTestCase(case)]
    tests += [unittest.FunctionTestCase(value) for name, value in names.items() if name.startswith("test_") and callable(value)]
    for one in tests:
        name = getattr(one, "_testMethodName", "") if type(one) is not unittest.FunctionTestCase else one._testFunc.__name__
        try:
            one.debug()
            outcome(f'{test["id"]}/{name}', name, "passed")
        except Exception as error:
            outcome(f'{test["id"]}/{name}', name, **describe(error))

printed = io.StringIO()
try:
    with contextlib.redirect_stdout(printed):
        if test["kind"] == "output":
            exec(compile(job["source"], "program.py", "exec"), program.__dict__)
        else:
            run()
    if test["kind"] == "output":
        print(json.dumps({"printed": printed.getvalue()}), file=tell)
except BaseException as error:
    outcome(test["id"], test["name"], **describe(error))
`;

/** Runs authors' Python with the machine's own, or null where there is none. Nothing confines it: it is for authors. */
export const runWithPython3 = (): RunProgram | null => {
  if (spawnSync('python3', ['--version']).status !== 0) return null;
  return async ({ tests, timeLimitMs }, source) => {
    const outcomes: TestOutcome[] = [];
    for (const test of tests) {
      const ended = (status: OutcomeStatus, message: string) =>
        outcomes.push({ id: test.id, name: test.name, status, message });
      // Starting Python takes its time on a busy machine; the limit is for what comes after.
      const said = await run(JSON.stringify({ source, test }), timeLimitMs + 10_000);
      if (said === null) ended('timeout', 'It did not end.');
      else if (said.trim() === '') ended('error', 'The test said nothing.');
      else
        outcomes.push(
          ...said
            .trim()
            .split('\n')
            .map((line) => read(line, test)),
        );
    }
    return { tests: outcomes, durationMs: 0 };
  };
};

const run = (job: string, limitMs: number): Promise<string | null> =>
  new Promise((resolve) => {
    const child = spawn('python3', ['-I', '-c', DRIVER], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: limitMs,
      env: { PATH: process.env.PATH },
    });
    let said = '';
    child.stdout.on('data', (data) => {
      said += data;
    });
    child.on('close', (_, signal) => resolve(signal ? null : said));
    child.stdin.end(job);
  });

const read = (line: string, test: { id: string; name: string; expected?: string }): TestOutcome => {
  const told = JSON.parse(line) as Partial<TestOutcome> & { printed?: string };
  if (told.printed !== undefined) {
    const lines = [{ level: 'log' as const, text: told.printed }];
    return { id: test.id, name: test.name, ...compareOutput({ lines, cut: false }, test.expected ?? '') };
  }
  const status = outcomeStatuses.find((known) => known === told.status) ?? 'error';
  return { ...told, id: told.id ?? test.id, name: told.name ?? test.name, status };
};
