import { runInQuickJs } from '@hornbook/shared/code/quickjs/run-in-quickjs.ts';
import { describe, expect, test } from 'vitest';
import { quickJsTools } from './quickjs-tools.ts';

const runTest = runInQuickJs(quickJsTools());
const call = (source: string, call: string, expected: string, language: 'javascript' | 'typescript' = 'javascript') =>
  runTest({ language, source, timeLimitMs: 500, test: { id: 'a', name: call, kind: 'call', call, expected } });
const file = (source: string, tests: string) =>
  runTest({
    language: 'javascript',
    source,
    timeLimitMs: 500,
    test: { id: 'f', name: 'tests', kind: 'file', source: tests },
  });
const output = (source: string, input: string, expected: string) =>
  runTest({
    language: 'javascript',
    source,
    timeLimitMs: 500,
    test: { id: 'o', name: 'prints', kind: 'output', input, expected },
  });
const only = async (result: ReturnType<typeof call>) => (await result).outcomes[0];

describe('a call', () => {
  test('passes when the value is the expected one', async () => {
    expect(await only(call('const add = (a, b) => a + b', 'add(1, 2)', '3'))).toEqual({
      id: 'a',
      name: 'add(1, 2)',
      status: 'passed',
    });
    expect(
      await only(
        call('export function f() { return { a: [1, new Map([[1, 2]])] } }', 'f()', '{ a: [1, new Map([[1, 2]])] }'),
      ),
    ).toMatchObject({ status: 'passed' });
    expect(
      await only(
        call(
          'export const later = async () => { await new Promise(r => setTimeout(r, 5000)); return 7 }',
          'later()',
          '7',
        ),
      ),
    ).toMatchObject({ status: 'passed' });
    expect(
      await only(
        call(
          'const x: number = 3; enum E { A = 2 }; export const f = (n: number): number => n + E.A',
          'f(x)',
          '5',
          'typescript',
        ),
      ),
    ).toMatchObject({ status: 'passed' });
  });
  test('tells what was expected and what came', async () => {
    expect(await only(call('const add = (a, b) => a - b', 'add(1, 2)', '3'))).toMatchObject({
      status: 'failed',
      expected: '3',
      got: '-1',
    });
    expect(await only(call('const f = () => ({ a: "it\'s", b: [,1], c: null })', 'f()', '{}'))).toMatchObject({
      got: "{ a: 'it\\'s', b: [empty, 1], c: null }",
    });
  });
  test('tells the line of an exception', async () => {
    expect(await only(call('const f = () => {\n  return x.y;\n}', 'f()', '3'))).toMatchObject({
      status: 'error',
      message: "ReferenceError: 'x' is not defined",
      line: 2,
    });
    expect(await only(call('const f = () => {\n  return (;\n}', 'f()', '3'))).toMatchObject({
      status: 'error',
      line: 2,
    });
    expect(await only(call('\n\nnull.x', 'f()', '3'))).toMatchObject({ status: 'error', line: 3 });
    expect(
      await only(call('const f = (a: number) => a;\nconst x: number = ;', 'f()', '3', 'typescript')),
    ).toMatchObject({
      status: 'error',
      message: 'SyntaxError: Unexpected token',
      line: 2,
    });
    // The commonest of all: what stands behind the program is never named.
    expect(await only(call('const f = () => {\n  return 1;\n\n', 'f()', '1'))).toMatchObject({
      message: 'SyntaxError: the program ends too early. Is a bracket, brace or quote not closed?',
      line: 2,
    });
    expect(await only(call('function f(): number {\n  return 1;\n\n', 'f()', '1', 'typescript'))).toMatchObject({
      message: 'SyntaxError: the program ends too early. Is a bracket, brace or quote not closed?',
      line: 2,
    });
    expect(await only(call('globalThis.__scope(() => 1)', 'f()', '1'))).not.toHaveProperty('line');
    expect(await only(call('const f = 1', 'g()', '3'))).toMatchObject({
      status: 'error',
      message: "ReferenceError: 'g' is not defined",
    });
  });
});

test('a file reports each of its tests', async () => {
  const { outcomes } = await file(
    'export const add = (a, b) => a + b;\nexport default class Robot { name = "x" }\n',
    `import { describe, expect, test } from 'vitest';
import Robot, { add as plus } from './add.js';
describe('add', () => {
  test('adds', () => { expect(add(1, 2)).toBe(3); expect(plus(1, 1)).toEqual(2); });
  test.each([[1, 2], [2, 4]])('doubles %d', (a, b) => expect(add(a, a)).toBe(b));
  test('fails', () => expect([1, add(1, 1)]).toEqual([1, 3]));
  test('throws', () => { expect(() => { throw new TypeError('bad') }).toThrow('bad'); });
  test('waits', async () => { await expect(Promise.reject(new Error('no'))).rejects.toThrow('no'); expect(new Robot().name).toBe('x') });
});`,
  );
  expect(outcomes.map(({ id, status }) => [id, status])).toEqual([
    ['f/add › adds', 'passed'],
    ['f/add › doubles 1', 'passed'],
    ['f/add › doubles 2', 'passed'],
    ['f/add › fails', 'failed'],
    ['f/add › throws', 'passed'],
    ['f/add › waits', 'passed'],
  ]);
  expect(outcomes[3]).toMatchObject({ expected: '[1, 3]', got: '[1, 2]', message: 'expect(…).toEqual' });
});

test('a function that is expected to throw is called once', async () => {
  const { outcomes } = await file(
    'let calls = 0; const once = () => { calls += 1; if (calls === 1) throw new Error("first"); return calls; };',
    "test('throws at first', () => { expect(once).toThrow('first'); expect(once()).toBe(2); });",
  );
  expect(outcomes).toMatchObject([{ status: 'passed' }]);
});

test('what is printed is compared and kept', async () => {
  const result = await output(
    "const name = readLine();\nconsole.log('Hello, ' + name + '!');\nconsole.error({ a: 1 })",
    'Ada\n',
    'Hello, Ada!\n',
  );
  expect(result).toEqual({
    outcomes: [{ id: 'o', name: 'prints', status: 'passed' }],
    printed: [
      { level: 'log', text: 'Hello, Ada!' },
      { level: 'error', text: '{ a: 1 }' },
    ],
    cut: false,
  });
});

test.each([
  ['a loop', 'for (;;) {}', 'timeout'],
  ['a loop that catches', 'for (;;) { try { for (;;) {} } catch {} }', 'timeout'],
  ['promises without end', 'for (;;) await null', 'timeout'],
  ['timers without end', 'const f = () => setTimeout(f); f(); await new Promise(() => {})', 'timeout'],
  ['recursion', 'const f = () => f() + 1; f()', 'stack'],
  ['a promise that never settles', 'await new Promise(() => {})', 'error'],
])('%s ends', async (_, source, status) => {
  expect(await only(call(source, '1', '1'))).toMatchObject({ status });
  expect(await only(call('', '1', '1'))).toMatchObject({ status: 'passed' });
});
