import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { draftTree } from '@hornbook/shared/authoring/draft.ts';
import { draftFiles } from '@hornbook/shared/authoring/draft-files.ts';
import { draftCourse } from '@hornbook/shared/testing/draft-course.ts';
import { strToU8, zipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { compileFolders } from '../folder-courses.ts';
import { miniCourse } from '../testing/mini-course.ts';
import { importCourse, isCourseArchive } from './import-course.ts';

const root = mkdtempSync(join(tmpdir(), 'hornbook-course-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let runs = 0;
const fresh = () => {
  runs += 1;
  const into = join(root, `courses-${runs}`);
  const run = async (content: Uint8Array, name = 'course.zip') => {
    const from = join(root, name);
    writeFileSync(from, content);
    const said: string[] = [];
    const code = await importCourse({ from, into, print: (line) => said.push(line) });
    return { code, said: said.join('\n'), isCourse: await isCourseArchive(from) };
  };
  return { into, run };
};
const packed = (files: ReadonlyMap<string, Uint8Array>, around = '') =>
  zipSync(Object.fromEntries([...files].map(([path, bytes]) => [`${around}${path}`, bytes])));

/** What the desk saves of a finished course. */
const saved = (): Map<string, Uint8Array> => {
  const { ids, rows } = draftCourse(1, 1_700_000_000_000);
  const tree = draftTree(rows, ids.course as string);
  if (!tree) throw new Error('no course');
  return new Map([...draftFiles(tree, 'saved').files].map(([path, text]) => [path, strToU8(text)]));
};

test('what the desk saves is taken file by file as it is, compiles, and comes again without a change', async () => {
  const { into, run } = fresh();
  const files = saved();
  expect(await run(packed(files, 'saved/'))).toMatchObject({ code: 0, isCourse: true });
  for (const [path, bytes] of files) expect(readFileSync(join(into, 'saved', path)).equals(bytes)).toBe(true);
  const { courses, problems } = await compileFolders(into);
  expect(problems.list()).toEqual([]);
  expect(Object.keys(courses[0]?.compiled.answerKey.questions ?? {}).length).toBeGreaterThan(5);
  expect(await run(packed(files, 'saved/'))).toMatchObject({ code: 0 });
});

test('a later one takes the place of an earlier one, with its files that are gone, and of nothing that was edited', async () => {
  const { into, run } = fresh();
  await run(packed(miniCourse()));
  const [unit = ''] = await readdir(join(into, 'mini/units'));
  const moved = new Map(
    [...miniCourse()].map(([path, bytes]) => [path.replace(`units/${unit}/`, 'units/07-moved/'), bytes]),
  );
  expect(await run(packed(moved))).toMatchObject({ code: 0 });
  expect(await readdir(join(into, 'mini/units/07-moved'))).not.toEqual([]);
  expect((await compileFolders(into)).problems.list()).toEqual([]);
  writeFileSync(join(into, 'mini/course.md'), `${await readFile(join(into, 'mini/course.md'), 'utf8')}\nEdited.\n`);
  const { code, said } = await run(packed(miniCourse()));
  expect([code, said]).toEqual([
    1,
    expect.stringMatching(/course\.md was edited here; move it away.*Nothing was changed/),
  ]);
});

test('broken and hostile ones are refused in words, and leave nothing', async () => {
  const course = packed(miniCourse());
  const text = (path: string, change: (text: string) => string) => packed(miniCourse({ [path]: change }));
  const more = (path: string, bytes: Uint8Array | string) =>
    packed(new Map([...miniCourse(), [path, typeof bytes === 'string' ? strToU8(bytes) : bytes]]));
  const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`)}]`),
  ];
  const files: Record<string, Uint8Array> = {
    nothing: new Uint8Array(0),
    'an archive of nothing': zipSync({}),
    'no course in it': zipSync({ 'readme.md': strToU8('Hi') }),
    'cut in the middle': course.slice(0, course.length / 2),
    'only its beginning': course.slice(0, 40),
    'only its directory': course.slice(-200),
    'a way up': more('../../x.md', 'x'),
    'an absolute path': more('/etc/x.md', 'x'),
    'a drive': more('C:/x.md', 'x'),
    backslashes: more('..\\x.md', 'x'),
    'a bomb': more('assets/x.png', new Uint8Array(60_000_000)),
    'very many files': packed(
      new Map([
        ...miniCourse(),
        ...Array.from({ length: 5001 }, (_, index) => [`assets/${index}.png`, new Uint8Array(1)] as const),
      ]),
    ),
    'a text without end': more('units/01-x/01-y.lesson.md', 'long '.repeat(1_000_000)),
    'no slug': text('course.md', (all) => all.replace(/^slug:.*$/m, '')),
    'a slug that is a path': text('course.md', (all) => all.replace(/^slug:.*$/m, 'slug: ../../etc')),
    'no front matter': text('course.md', (all) => all.replaceAll('---', '')),
    'fields that are no YAML': text('course.md', (all) => all.replace(/^title:.*$/m, 'title: [')),
    'aliases that grow': text('course.md', (all) => all.replace(/^title:/m, `${bomb.join('\n')}\ntitle:`)),
    'fields nested very deep': text('course.md', (all) => all.replace(/^title:.*$/m, `title: ${nested}`)),
    'a field nobody knows': text('course.md', (all) => all.replace(/^title:/m, 'onload: x\ntitle:')),
    'a file that is none of a course': more('run.sh', 'rm -rf /'),
    'a picture that runs': more(
      'assets/x.svg',
      '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" viewBox="0 0 1 1"><title>x</title><script>x()</script></svg>',
    ),
    'a picture that is none': more('assets/x.png', 'no picture'),
    'text that is no text': more('units/01-x/unit.md', new Uint8Array([0xff, 0xfe, 0, 0, 1])),
  };
  expect(Object.keys(files).length).toBeGreaterThanOrEqual(20);
  const { into, run } = fresh();
  const taken: string[] = [];
  for (const [what, content] of Object.entries(files)) {
    const { code, said } = await run(content);
    if (code !== 1 || said.length < 20 || said.includes('undefined')) taken.push(`${what}: ${said}`);
  }
  expect(taken).toEqual([]);
  await expect(readdir(into)).rejects.toThrow();
});
