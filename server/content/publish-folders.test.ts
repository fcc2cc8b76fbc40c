import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../db/connect.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { runContentCheck } from './check.ts';
import { describeResult, publishFolderCourses } from './publish-folders.ts';
import { miniCourse } from './testing/mini-course.ts';

let database: Database;
const root = mkdtempSync(join(tmpdir(), 'hornbook-courses-'));
const writeCourse = (changes: Parameters<typeof miniCourse>[0] = {}) => {
  rmSync(join(root, 'mini'), { recursive: true, force: true });
  for (const [path, bytes] of miniCourse(changes)) {
    mkdirSync(dirname(join(root, 'mini', path)), { recursive: true });
    writeFileSync(join(root, 'mini', path), bytes);
  }
};
beforeAll(async () => {
  writeCourse();
  writeFileSync(join(root, 'mini', '.DS_Store'), 'left by a desktop');
  database = await openTestDatabase('pglite');
});
afterAll(async () => {
  await database.close();
  rmSync(root, { recursive: true, force: true });
});
const publish = () => publishFolderCourses(database, { root });

test('folders are published, and compiled again only when something in them changed', async () => {
  const first = await publish();
  expect(first).toMatchObject({ unchanged: false, problems: [], results: [{ slug: 'mini', isNewVersion: true }] });
  expect(await publish()).toEqual({ unchanged: true, results: [], problems: [] });
  writeCourse({ 'units/01-start/02-two.lesson.md': (text) => text.replace('The end.', 'The very end.') });
  expect(describeResult(await publish())).toEqual([expect.stringMatching(/^mini: published version [0-9a-f]{12}$/)]);
});

test('a folder with problems is not published, what was published stays, and the problems are told', async () => {
  const current = () => database.query('select current_version from courses');
  const before = await current();
  writeCourse({ 'course.md': (text) => text.replace(/goal: .*\n/, '') });
  expect((await publish()).problems).toEqual([{ file: 'mini/course.md', line: 2, message: 'goal is missing' }]);
  rmSync(join(root, 'mini'), { recursive: true });
  expect((await publish()).problems).toMatchObject([{ message: expect.stringContaining('its folder is gone') }]);
  expect(await current()).toEqual(before);
});

test('the check tells problems by file and line, or sizes', async () => {
  const lines: string[] = [];
  writeCourse({ 'course.md': (text) => text.replace(/goal: .*\n/, '') });
  expect(await runContentCheck(root, (line) => lines.push(line))).toBe(1);
  expect(lines[0]).toBe('mini/course.md:2: goal is missing');
  writeCourse();
  lines.length = 0;
  expect(await runContentCheck(root, (line) => lines.push(line))).toBe(0);
  expect(lines).toEqual([
    expect.stringMatching(/^mini [0-9a-f]{12}: 1 units, 2 lessons, 12 questions, /),
    expect.stringMatching(/^first visit: \d+\.\d KB of 400\.0 KB compressed$/),
  ]);
});
