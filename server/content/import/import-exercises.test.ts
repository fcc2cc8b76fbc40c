import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { checkPrograms } from '../check-programs.ts';
import { compileFolders } from '../folder-courses.ts';
import { authorsRunners } from '../runners.ts';
import { importExercises } from './import-exercises.ts';

const root = mkdtempSync(join(tmpdir(), 'hornbook-import-'));
const runners = authorsRunners();
beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const config = (changes: Record<string, unknown> = {}, files: Record<string, unknown> = {}) =>
  JSON.stringify({
    authors: ['mira'],
    files: { solution: ['night-bus.js'], test: ['night-bus.spec.js'], example: ['.meta/proof.ci.js'], ...files },
    blurb: 'Find the last bus home.',
    source: 'A timetable',
    source_url: 'https://example.org/buses',
    ...changes,
  });
const javascript = (changes: Record<string, string> = {}): Record<string, string> => ({
  '.meta/config.json': config(),
  '.docs/instructions.md': `# Instructions

Given the times of buses, find the last one.

\`\`\`exercism/note
Times are whole hours.
\`\`\`

\`\`\`js
lastBus([21, 23]); // 23
\`\`\`
`,
  'night-bus.js': "export const lastBus = (times) => {\n  throw new Error('Not written yet');\n};\n",
  '.meta/proof.ci.js': 'export const lastBus = (times) => (times.length === 0 ? null : Math.max(...times));\n',
  'night-bus.spec.js': `import { describe, expect, test, xtest } from '@jest/globals';
import { lastBus } from './night-bus';

describe('Night bus', () => {
  test('of one bus it is that one', () => {
    expect(lastBus([22])).toBe(22);
  });

  xtest('of several it is the latest', () => {
    expect(lastBus([21, 23, 20])).toEqual(23);
  });

  test.skip('without buses there is none', () => {
    expect(lastBus([])).toBeNull();
    expect(() => lastBus()).toThrow();
  });
});
`,
  'package.json': '{}',
  '.eslintrc': '',
  ...changes,
});
const write = (folder: string, files: Record<string, string>): string => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, folder, path)), { recursive: true });
    writeFileSync(join(root, folder, path), text);
  }
  return join(root, folder);
};
const run = async (from: string, into = join(root, 'courses/imported')) => {
  const lines: string[] = [];
  const code = await importExercises({ from, into, runners, print: (line) => lines.push(line) });
  return { code, lines, told: lines.join('\n') };
};
const imported = (path: string) => readFileSync(join(root, 'courses/imported/units/90-challenges', path), 'utf8');

test('what stands beside the course and is no course is not read, and another course’s problems are not told', async () => {
  write('courses/holiday', { 'diary.txt': 'not a file of any course' });
  write('courses/half-written', { 'course.md': 'nothing yet' });
  const { code, lines } = await run(write('night-bus', javascript()));
  expect(lines).toEqual([
    'night-bus: taken, with 3 tests; its solution passes here',
    expect.stringMatching(/^1 of 1 taken/),
  ]);
  expect(code).toBe(0);
});

test('an exercise becomes a challenge of a course, with its text, stub, proof and all of its tests', async () => {
  const { code, lines } = await run(write('night-bus', javascript()));
  expect(lines).toEqual(['night-bus: taken, with 3 tests; its solution passes here', expect.stringMatching(/^1 of 1/)]);
  expect(code).toBe(0);
  const activity = imported('unit.challenge.md');
  expect(activity).toContain('title: "Night Bus"');
  expect(activity).toContain('> Times are whole hours.');
  expect(activity).toContain('```js\n      lastBus([21, 23]); // 23');
  expect(activity).toContain('By mira. From: [A timetable](https://example.org/buses).');
  expect(readdirSync(join(root, 'courses/imported/units/90-challenges/night-bus.code')).sort()).toEqual([
    'night-bus.test.js',
    'solution.js',
    'starter.js',
  ]);

  const { courses, problems } = await compileFolders(join(root, 'courses'));
  expect(await checkPrograms(courses, runners, problems)).toEqual({ checked: 1, skipped: 0 });
  expect(problems.list()).toEqual([]);
});

test('several exercises are taken one after the other, each with its own report; one that is there stays as it is', async () => {
  write('track/night-bus', javascript());
  write('track/day-bus', javascript({ 'night-bus.spec.js': 'const x = 1;' }));
  write('track/dawn-bus', javascript());
  const { code, told } = await run(join(root, 'track'));
  expect(code).toBe(1);
  expect(told).toContain('day-bus/night-bus.spec.js:1: has no test that can be taken');
  expect(told).toContain('day-bus: not taken');
  expect(told).toContain('2 of 3 taken');
  expect(imported('unit.challenge-2.md')).toContain('Night Bus');
  const before = imported('unit.challenge-2.md');
  const again = await run(join(root, 'track/night-bus'));
  expect(again.told).toContain('imported has a program night-bus already');
  expect(imported('unit.challenge-2.md')).toBe(before);
});

test('tests that use what is not known here are left out one by one, and told by name and line', async () => {
  const spec = `import { lastBus } from './night-bus';
describe('Night bus', () => {
  test('calls back', () => {
    const seen = jest.fn();
    expect(seen).toHaveBeenCalledTimes(0);
  });
  it('is a number', () => {
    expect(lastBus([22])).toEqual(expect.any(Number));
  });
  it("says (in a text: ) jest.fn()", () => {
    // expect(x).toMatchSnapshot()
    expect(lastBus([22])).not.toBe(21);
  });
});
`;
  const { code, told } = await run(write('night-bus', javascript({ 'night-bus.spec.js': spec })));
  expect(told).toContain('night-bus/night-bus.spec.js:4: jest.fn is not known here; left out: “calls back”');
  expect(told).toContain('night-bus/night-bus.spec.js:8: expect.any is not known here; left out: “is a number”');
  expect(told).toContain('night-bus: taken, with 1 test; its solution passes here');
  expect(code).toBe(0);
  expect(imported('night-bus.code/night-bus.test.js')).not.toContain('toHaveBeenCalledTimes');
});

describe('what can not be taken is told with file, line and reason', () => {
  const cases: [string, Record<string, string>, string][] = [
    ['no configuration', { '.meta/config.json': '{' }, '.meta/config.json:1: is not JSON'],
    [
      'wrong configuration',
      { '.meta/config.json': '{"files":{"solution":"a"}}' },
      '.meta/config.json:1: files.solution:',
    ],
    [
      'several files to write',
      { '.meta/config.json': config({}, { solution: ['a.js', 'b.js'] }) },
      '.meta/config.json:1: names 2 files to write (a.js, b.js); a program here is one file',
    ],
    [
      'another language',
      { '.meta/config.json': config({}, { solution: ['night_bus.rb'] }) },
      'night_bus.rb is in a language that is not run here',
    ],
    ['no proof', { '.meta/config.json': config({}, { example: [] }) }, 'names no example of a solution'],
    ['a stub that is missing', { '.meta/config.json': config({}, { solution: ['bus.js'] }) }, 'bus.js:1: is missing'],
    [
      'a helper',
      { '.meta/proof.ci.js': "\nimport { max } from './max';\nexport const lastBus = max;\n" },
      '.meta/proof.ci.js:2: imports something; a program here imports nothing',
    ],
    [
      'a test that needs more than the program',
      { 'night-bus.spec.js': "import fs from 'node:fs';\ntest('x', () => {});\n" },
      'night-bus.spec.js:1: imports node:fs, which is not there',
    ],
    [
      'a matcher that is added',
      { 'night-bus.spec.js': "expect.extend({});\ntest('x', () => {});\n" },
      'night-bus.spec.js:1: expect.extend is not known here',
    ],
    [
      'a proof that does not pass',
      { '.meta/proof.ci.js': 'export const lastBus = () => 7;\n' },
      'night-bus/.meta/proof.ci.js:1: does not pass “Night bus › of one bus it is that one” (failed): expect(…).toBe, expected 22, got 7',
    ],
    [
      'a stub that passes',
      { 'night-bus.js': 'export const lastBus = (times) => (times.length === 0 ? null : Math.max(...times));\n' },
      'night-bus/night-bus.js:1: passes all tests before anything is written',
    ],
    [
      'a text with markup',
      { '.docs/instructions.md': '# Instructions\n\nLook: <video src="x">\n' },
      '.docs/instructions.md:3: raw HTML is not shown',
    ],
  ];
  test.each(cases)('%s', async (_, changes, expected) => {
    const { code, told } = await run(write('night-bus', javascript(changes)));
    expect(told).toContain(expected);
    expect(told).toContain('night-bus: not taken');
    expect(code).toBe(1);
    expect(() => readdirSync(join(root, 'courses'))).toThrow();
  });

  test('a folder without exercises', async () => {
    expect(await run(write('empty', { 'a.txt': '' }))).toMatchObject({
      code: 1,
      told: expect.stringContaining('no exercise here'),
    });
  });
});

const python = (changes: Record<string, string> = {}): Record<string, string> => ({
  '.meta/config.json': config(
    {},
    { solution: ['night_bus.py'], test: ['night_bus_test.py'], example: [], exemplar: ['.meta/exemplar.py'] },
  ),
  '.docs/instructions.md': '# Instructions\n\nFind the last bus.\n',
  '.docs/introduction.md': '# Introduction\n\n## Lists\n\nA list has a largest element.\n',
  '.docs/hints.md':
    '# Hints\n\n## General\n\n- Look at [`max`][max].\n- An empty list has none:\n  ask first.\n\n[max]: https://docs.python.org/3/library/functions.html#max\n',
  'night_bus.py': 'def last_bus(times):\n    pass\n',
  '.meta/exemplar.py': 'def last_bus(times):\n    return max(times, default=None)\n',
  'night_bus_test.py': `import unittest
import pytest
from night_bus import last_bus


class NightBusTest(unittest.TestCase):
    @pytest.mark.task(taskno=1)
    def test_latest(self):
        self.assertEqual(last_bus([21, 23]), 23)

    def test_none(self):
        self.assertIsNone(last_bus([]))
`,
  ...changes,
});

test('a Python exercise is taken with its hints, and without the marks that number its tasks', async () => {
  const { code, told } = await run(write('night-bus', python()));
  expect(told).toContain('night-bus: taken, with 2 tests; its solution passes here');
  expect(code).toBe(0);
  expect(imported('unit.challenge.md')).toContain('hints:\n      - "Look at `max`."');
  expect(imported('unit.challenge.md')).toContain('- "An empty list has none: ask first."');
  expect(imported('night-bus.code/night_bus_test.test.py')).not.toContain('pytest');
}, 240_000);

test('what else pytest can do is told by line', async () => {
  const { told } = await run(
    write(
      'night-bus',
      python({
        'night_bus_test.py': 'import pytest\n\ndef test_x():\n    with pytest.raises(ValueError):\n        pass\n',
      }),
    ),
  );
  expect(told).toContain(
    'night-bus/night_bus_test.py:4: pytest.raises is not known here; write the test with unittest',
  );
});
