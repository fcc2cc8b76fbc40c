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
    { id: 'f/TwoFerTest.test_name', name: 'test_name', status: 'passed' },
    { name: 'test_none', status: 'passed' },
    { id: 'f/test_plain', status: 'failed', message: 'assert two_fer("x") == "y"' },
  ]);
});

test('what one program does to the built-ins the next one does not see', async () => {
  await call('import builtins\nbuiltins.len = lambda x: 42\nimport json\njson.dumps = None', '1', '1');
  expect(await call('', 'len([1])', '1')).toMatchObject([{ status: 'passed' }]);
});
