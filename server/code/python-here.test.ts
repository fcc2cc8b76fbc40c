import type { RunTest } from '@hornbook/shared/code/run-submission.ts';
import type { CodeTest } from '@hornbook/shared/content/pack.ts';
import { beforeAll, expect, test } from 'vitest';
import { startPython } from './python-here.ts';

let runTest: RunTest;
beforeAll(async () => {
  runTest = await startPython();
});
const run = (source: string, test: CodeTest) => runTest({ language: 'python', source, test, timeLimitMs: 5_000 });
const call = async (source: string, text: string, expected: string) =>
  (await run(source, { id: 'a', name: 'a', kind: 'call', call: text, expected })).outcomes;

test('a call is compared, floats as floats are', async () => {
  expect(await call('def f(a):\n  return [a / 10, {"x": (1, 2)}]', 'f(3)', '[0.1 + 0.2, {"x": (1, 2)}]')).toEqual([
    { id: 'a', name: 'a', status: 'passed' },
  ]);
  expect(await call('def f(a):\n  return a', 'f(3)', '4')).toMatchObject([
    { status: 'failed', expected: '4', got: '3' },
  ]);
});

test('an exception is told with its line', async () => {
  expect(await call('def f():\n  return nothing\n', 'f()', '1')).toMatchObject([
    { status: 'error', line: 2, message: "NameError: name 'nothing' is not defined" },
  ]);
  expect(await call('def f(:\n  pass', 'f()', '1')).toMatchObject([{ status: 'error', line: 1 }]);
  expect(await call('def f():\n  return f()', 'f()', '1')).toMatchObject([{ status: 'stack' }]);
});

test('what is printed is compared, what is read is given', async () => {
  const output = { id: 'o', name: 'o', kind: 'output', input: 'Ada\n', expected: 'Hello, Ada!\n' } as const;
  expect(await run('print(f"Hello, {input()}!")', output)).toEqual({
    outcomes: [{ id: 'o', name: 'o', status: 'passed' }],
    printed: [{ level: 'log', text: 'Hello, Ada!' }],
    cut: false,
  });
  expect((await run('if __name__ == "__main__":\n  print("Hello")', output)).outcomes).toMatchObject([
    { status: 'failed', got: 'Hello' },
  ]);
  expect((await run('input(); input()', output)).outcomes).toMatchObject([
    { status: 'error', message: 'EOFError: there is nothing more to read' },
  ]);
});

test('a file of tests reports each, by unittest or by functions', async () => {
  const source = `import unittest
from two_fer import two_fer as fer

class TwoFerTest(unittest.TestCase):
    def test_name(self):
        self.assertEqual(fer("Ada"), "Ada and me")
    def test_none(self):
        self.assertEqual(fer(), "you and me")
    def test_of_others(self):
        self.assertEqual([fer("A"), 1], ["A and you", 1])
    def test_says_so(self):
        self.assertTrue(fer("A") == "B")

def test_plain():
    assert two_fer("x") == "y"

if __name__ == "__main__":
    unittest.main()
`;
  const { outcomes } = await run('def two_fer(name="you"):\n  return name + " and me"\n', {
    id: 'f',
    name: 'tests',
    kind: 'file',
    source,
  });
  expect(outcomes).toMatchObject([
    { id: 'f/TwoFerTest.test_name', name: 'name', status: 'passed' },
    { name: 'none', status: 'passed' },
    { name: 'of others', status: 'failed', expected: "['A and you', 1]", got: "['A and me', 1]" },
    { name: 'says so', status: 'failed', message: 'False is not true: self.assertTrue(fer("A") == "B")' },
    { id: 'f/test_plain', status: 'failed', message: 'assert two_fer("x") == "y"' },
  ]);
});

test('whatever a program does, the next one begins anew', async () => {
  const poison = `import __main__, builtins, collections, json, math, random, sys, unittest
open("/tmp/left", "w").write("y")
open("/home/pyodide/csv.py", "w").write("reader = None")
open("/lib/python314.zip", "w").close()
random.seed(7)
unittest.TestCase.assertEqual = lambda *a: None
collections.Counter.total = json.dumps = math.isclose = None
sys.setrecursionlimit(60)
sys.path[:] = []
for name in [name for name in vars(__main__) if not name.startswith("__")]: del vars(__main__)[name]
builtins.len = lambda x: 42
sys.modules.clear()
`;
  const look = `import collections, csv, json, os, random, sys
def look():
    return [len([1]), os.path.exists("/tmp/left"), csv.reader is None, json.dumps([1]), collections.Counter("aab").total(),
            sys.getrecursionlimit() > 100, random.random()]
`;
  const fresh = '[1, False, False, "[1]", 3, True, 0.6394267984578837]';
  const passed = [{ id: 'a', name: 'a', status: 'passed' }];
  expect(await call(look, 'look()', fresh)).toEqual(passed);
  await call(poison, '1', '1');
  expect(await call(look, 'look()', fresh)).toEqual(passed);
  // Ended, not only spoilt.
  expect(await call('import os\nos._exit(0)', '1', '1')).toMatchObject([{ status: 'error' }]);
  expect(await call(look, 'look()', fresh)).toEqual(passed);
});

test('a program that makes the built-ins over, or breaks the interpreter, still gets a verdict', async () => {
  expect(await call('import builtins\nbuiltins.len = builtins.str = builtins.isinstance = None', '1', '2')).toEqual([
    { id: 'a', name: 'a', status: 'failed', expected: '2', got: '1' },
  ]);
  expect(await call('import __main__\nvars(__main__).clear()', '1', '1')).toMatchObject([{ status: 'error' }]);
});
