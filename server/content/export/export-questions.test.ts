import { cp, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coursesFolder } from '../course-files.ts';
import { compileFolders } from '../folder-courses.ts';
import { importQuestions } from '../import/questions/import-questions.ts';
import { exportQuestions } from './export-questions.ts';

const silent = () => {};
/** What is asked, whatever ids and explanations became of it. */
const shapes = async (root: string) => {
  const { courses, problems } = await compileFolders(root);
  expect(problems.list()).toEqual([]);
  return courses
    .flatMap(({ compiled }) => Object.values(compiled.answerKey.questions))
    .map(({ kind, points, promptHtml }) => ({ kind, points, promptHtml }));
};

describe('content:export', () => {
  it.each(['gift', 'zip'])(
    'writes a course as .%s that comes in again, and the second time is the same as the first',
    async (ending) => {
      const folder = await mkdtemp(join(tmpdir(), 'hornbook-export-'));
      const first = join(folder, `numbers.${ending}`);
      const said: string[] = [];
      // Alone in its folder, so that the other courses are not compiled each time.
      const from = join(folder, 'own', 'numbers');
      await cp(join(coursesFolder(), 'everyday-numbers-and-nature'), from, { recursive: true });
      expect(await exportQuestions({ from, into: first, print: (line) => said.push(line) })).toBe(0);
      const [, written = '', all = ''] = /^(\d+) of (\d+) questions written/.exec(said.at(-1) ?? '') ?? [];
      expect(Number(all)).toBeGreaterThan(40);
      expect(Number(written)).toBeGreaterThan(ending === 'gift' ? 30 : Number(all) - 1);

      const once = join(folder, 'once', 'course');
      const report: string[] = [];
      expect(
        await importQuestions({ from: first, into: once, print: (line) => report.push(line) }),
        report.join('\n'),
      ).toBe(0);
      expect(report.at(-1)).toMatch(new RegExp(`^${written} of ${written} taken`));

      expect((await readFile(first)).length).toBeGreaterThan(1000);
      expect(said.some((line) => line.includes('figures'))).toBe(ending === 'gift');
      if (process.env.HORNBOOK_DEEP !== '1') return;
      const second = join(folder, `numbers-2.${ending}`);
      expect(await exportQuestions({ from: once, into: second, print: silent })).toBe(0);
      const twice = join(folder, 'twice', 'course');
      expect(await importQuestions({ from: second, into: twice, print: silent })).toBe(0);
      expect(await shapes(join(folder, 'twice'))).toEqual(await shapes(join(folder, 'once')));
    },
  );

  it('says which endings there are', async () => {
    const said: string[] = [];
    const from = join(coursesFolder(), 'ai-engineering');
    expect(await exportQuestions({ from, into: '/tmp/x.doc', print: (line) => said.push(line) })).toBe(1);
    expect(said.at(-1)).toContain('.gift');
  });
});
