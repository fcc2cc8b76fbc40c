import { expect, test } from 'vitest';
import { createRunHere } from '../../code/run-submission-here.ts';
import { blankScript, closingBracket } from './blank-script.ts';
import { adaptJestTests, knownMatchers } from './jest-tests.ts';

test('the matchers that are said to be known are those of the sandbox', async () => {
  const source = 'export const names = () => { throw 1; };';
  const tests = `test('knows them', () => {
    const known = Object.keys(expect(1)).filter((name) => name.startsWith('to')).sort();
    expect(known).toEqual(${JSON.stringify([...knownMatchers].sort())});
  });`;
  const question = {
    language: 'javascript' as const,
    timeLimitMs: 20_000,
    tests: [{ id: 'a', name: 'a', kind: 'file' as const, source: tests }],
  };
  expect((await createRunHere()(question, source)).tests).toMatchObject([{ status: 'passed' }]);
});

test.each([
  ["a('b)') // c)", 'a(    )      '],
  ['a(/[/)]"/g)', 'a(        )'],
  ['a / b / c', 'a / b / c'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a script to be read.
  ['`x ${f({ a: `)` })} y` + 1', '     f({ a:     })     + 1'],
  ['/* ( */ "\\"(" (', '              ('],
])('texts are blanked out, code stays at its place: %s', (source, expected) => {
  expect(blankScript(source)).toBe(expected);
});

test('a bracket is closed where its pair stands', () => {
  expect(closingBracket('f(a[0], { b: (c) }) + (d)', 1)).toBe(18);
  expect(closingBracket('f(a', 1)).toBe(3);
});

test('lines stay where they were, whatever is left out', () => {
  const source = "test('a', () => {\n  jest.fn();\n});\nxdescribe('b', () => {\n  it.skip('c', () => {});\n});\n";
  const adapted = adaptJestTests(source, () => true);
  expect(adapted.source.split('\n')).toHaveLength(source.split('\n').length);
  expect(adapted.source.split('\n').slice(3)).toEqual(["describe('b', () => {", "  it('c', () => {});", '});', '']);
  expect(adapted.count).toBe(1);
});

test('tests over a table are found with their names, and left out as a whole', () => {
  const source = "test.each([[1, 2]])('from %d to %d', (a, b) => {\n  expect(a).toSatisfy(b);\n});\n";
  expect(adaptJestTests(source, () => true)).toMatchObject({
    leftOut: [{ line: 2, message: 'toSatisfy is not known here; left out: “from %d to %d”' }],
    count: 0,
  });
});
