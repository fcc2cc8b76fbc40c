import { formatProblem } from '@hornbook/shared/authoring/problems.ts';
import { expect, test } from 'vitest';
import { compileFiles } from './folder-courses.ts';
import { miniCourse } from './testing/mini-course.ts';

const activity = 'units/01-start/02-two.challenge.md';
const folder = 'units/01-start/sum.code';
const question = (id: string) => `  - id: 00000000-0000-4000-8000-0000000000${id}
    kind: code
    prompt: Add.
    language: javascript
    folder: sum
    tests: [{ call: "sum(1, 2)", expected: "3" }]
    explanation: Adding adds.
`;
const files: Record<string, string> = {
  [activity]: `---
id: 00000000-0000-4000-8000-0000000000c1
kind: challenge
title: Sum
difficulty: beginner
questions:
${question('c2')}---
`,
  [`${folder}/starter.js`]: 'const sum = (a, b) => {};\n',
  [`${folder}/solution.js`]: 'const sum = (a, b) => a + b;\n',
};
type Changes = Record<string, string | ((text: string) => string) | null>;
const problemsOf = async (changes: Changes) => {
  const changed = Object.entries(changes).map(([path, change]) => {
    const text = files[path] ?? '';
    return [path, typeof change === 'function' ? change(text) : change] as const;
  });
  const { problems } = await compileFiles(
    new Map([['mini', miniCourse({ ...files, ...Object.fromEntries(changed) })]]),
  );
  return problems.list().map(formatProblem);
};
const swap = (from: string, to: string) => (text: string) => text.replace(from, to);

test('a program to write is well-formed as it stands', async () => {
  expect(await problemsOf({})).toEqual([]);
});

const table: [string, Changes, string][] = [
  ['no folder', { [activity]: swap('folder: sum', 'folder: sums') }, 'challenge.md:11: there is no folder sums.code'],
  ['no starter', { [`${folder}/starter.js`]: null }, 'challenge.md:11: sum.code has no starter.js'],
  ['no solution', { [`${folder}/solution.js`]: null }, 'challenge.md:11: sum.code has no solution.js'],
  ['a file of another language', { [`${folder}/more.test.py`]: '' }, 'sum.code/more.test.py is neither starter'],
  ['a file that does nothing', { [`${folder}/notes.txt`]: '' }, 'sum.code/notes.txt is neither starter'],
  ['a folder in the folder', { [`${folder}/a/b.js`]: '' }, `${folder}/a/b.js:1: is not a file of a course`],
  ['a folder of nobody', { 'units/01-start/old.code/starter.js': '' }, 'old.code:1: belongs to no question'],
  ['a folder of two', { [activity]: (text) => text.replace(/---\n$/, `${question('c3')}---\n`) }, 'already belongs to'],
  ['a way out of the course', { [activity]: swap('folder: sum', 'folder: ../../sum') }, 'challenge.md:11: '],
  ['no tests at all', { [activity]: swap('    tests: [{ call: "sum(1, 2)", expected: "3" }]\n', '') }, 'needs tests'],
  ['half a test', { [activity]: swap(', expected: "3"', '') }, 'challenge.md:12: '],
  ['an empty call', { [activity]: swap('"sum(1, 2)"', '" "') }, 'challenge.md:12: '],
  ['a language that is not run', { [activity]: swap('javascript', 'cobol') }, 'challenge.md:10: '],
  ['patience without end', { [activity]: swap('    folder', '    timeLimitSeconds: 900\n    folder') }, 'md:11: '],
  ['too long a program', { [`${folder}/starter.js`]: '/'.repeat(20_001) }, 'has more than 20000 characters'],
  ['no text', { [`${folder}/starter.js`]: 'a\u0000b' }, 'starter.js:1: is not UTF-8 text'],
  [
    'hints in a test',
    {
      [activity]: null,
      'units/01-start/02-two.test.md':
        files[activity]?.replace('challenge', 'test').replace('    folder', '    hints: ["Add."]\n    folder') ?? '',
    },
    'a test gives no hints',
  ],
  [
    'a grade by the service',
    {
      [activity]: null,
      'units/01-start/02-two.test.md':
        files[activity]?.replace('challenge', 'test').replace('questions:', 'gradedOn: server\nquestions:') ?? '',
    },
    'can not be graded on the server',
  ],
];
test.each(table)('%s is told with file and line', async (_, changes, expected) => {
  const problems = await problemsOf(changes);
  expect(problems.join('\n')).toContain(expected);
  for (const problem of problems) expect(problem).toMatch(/^mini\/[^:]+:\d+: ./);
});
