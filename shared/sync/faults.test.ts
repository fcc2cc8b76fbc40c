import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
// A contract is a suite that several test files run.
const testFiles = ['shared', 'server', 'web/src', 'web/e2e'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(\.(test|spec)\.tsx?|-contract\.ts)$/.test(file) && !file.includes('node_modules'))
    .map((file) => join(root, folder, file)),
);
// The first argument of a test, and of the call that `test.each` gives.
const TITLE = /\(\s*(?:'((?:\\.|[^'\\\n])+)'|"((?:\\.|[^"\\\n])+)"|`((?:\\.|[^`\\])+)`)/g;
const titles = new Set(
  testFiles.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(TITLE)].map(([, ...quoted]) =>
      (quoted.find(Boolean) ?? '').replace(/\\(['"`])/g, '$1'),
    ),
  ),
);

const rows = readFileSync(join(import.meta.dirname, 'FAULTS.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| [NCS]\d/.test(line))
  .map((line) => {
    const [id = '', fault = '', outcome = '', tests = ''] = line.slice(2).split(' | ');
    return { id, fault, outcome, tests: tests.replace(/ \|$/, '') };
  });

test('every fault is on the page once, in order', () => {
  const all = (letter: string, count: number) => Array.from({ length: count }, (_, n) => `${letter}${n + 1}`);
  expect(rows.map(({ id }) => id)).toEqual([...all('N', 13), ...all('C', 21), ...all('S', 15)]);
});

test('every fault names tests that exist, or says why there is none', () => {
  const wrong = rows.flatMap(({ id, tests }) => {
    if (/^None: .{10,}/.test(tests)) return [];
    const named = [...tests.matchAll(/`([^`]+)`/g)].map(([, title = '']) => title);
    if (named.length === 0) return [`${id} names no test and gives no reason`];
    return named
      .filter((title) => !titles.has(title))
      .map((title) => `${id} names "${title}", which no test is called`);
  });
  expect(wrong).toEqual([]);
});
