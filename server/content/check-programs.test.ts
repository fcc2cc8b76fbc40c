import { formatProblem, Problems } from '@hornbook/shared/authoring/problems.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkPrograms } from './check-programs.ts';
import { coursesFolder } from './course-files.ts';
import { type Compiled, compileFiles, compileFolders } from './folder-courses.ts';
import { authorsRunners } from './runners.ts';
import { miniCourse } from './testing/mini-course.ts';

const runners = authorsRunners();

describe('the programs of the courses that come with Hornbook', () => {
  let compiled: Compiled;
  beforeAll(async () => {
    compiled = await compileFolders(coursesFolder());
  }, 120_000);

  test('every solution passes its tests, and no starter does', async () => {
    const problems = new Problems();
    const { checked, skipped } = await checkPrograms(compiled.courses, runners, problems);
    expect(problems.list().map(formatProblem)).toEqual([]);
    expect(checked).toBeGreaterThanOrEqual(44);
    expect(skipped).toBe(0);
  }, 300_000);

  test('AI Engineering has five programs at least to write in Python, beside its quizzes', () => {
    const course = compiled.courses.find(({ authored }) => authored.folder === 'ai-engineering');
    const questions = Object.values(course?.compiled.answerKey.questions ?? {});
    expect(questions.filter((one) => one.kind === 'code' && one.language === 'python').length).toBeGreaterThanOrEqual(
      5,
    );
  });

  test('Modern JavaScript has at least twenty challenges, each with hints and an explanation', () => {
    const course = compiled.courses.find(({ authored }) => authored.folder === 'modern-javascript');
    const questions = Object.values(course?.compiled.answerKey.questions ?? {}).filter(({ kind }) => kind === 'code');
    expect(questions.length).toBeGreaterThanOrEqual(20);
    for (const { id, hintsHtml, explanationHtml } of questions) {
      expect(hintsHtml.length, id).toBeGreaterThanOrEqual(2);
      expect(explanationHtml?.length, id).toBeGreaterThan(200);
    }
  });
});

describe('an author is told', () => {
  const folder = 'units/01-start/sum.code';
  const files = (changes: Record<string, string> = {}) => ({
    'units/01-start/02-two.challenge.md': `---
id: 00000000-0000-4000-8000-0000000000c1
kind: challenge
title: Sum
difficulty: beginner
questions:
  - id: 00000000-0000-4000-8000-0000000000c2
    kind: code
    prompt: Add.
    language: javascript
    folder: sum
    timeLimitSeconds: 0.4
    tests: [{ call: "sum(1, 2)", expected: "3" }]
    explanation: Adding adds.
---
`,
    [`${folder}/starter.js`]: 'const sum = (a, b) => {};\n',
    [`${folder}/solution.js`]: 'const sum = (a, b) => a + b;\n',
    ...changes,
  });
  const told = async (changes: Record<string, string>) => {
    const { courses, problems } = await compileFiles(new Map([['mini', miniCourse(files(changes))]]));
    expect(problems.list()).toEqual([]);
    await checkPrograms(courses, runners, problems);
    return problems.list().map(formatProblem);
  };

  test('nothing when all is well', async () => {
    expect(await told({})).toEqual([]);
  });

  test('of a solution that does not do what its tests ask, with what came', async () => {
    expect(await told({ [`${folder}/solution.js`]: 'const sum = (a, b) => a - b;\n' })).toEqual([
      `mini/${folder}/solution.js:1: does not pass “sum(1, 2)” (failed), expected 3, got -1`,
    ]);
  });

  test('of the line where a solution throws or can not be read', async () => {
    const [thrown] = await told({ [`${folder}/solution.js`]: 'const sum = (a, b) => {\n  return c;\n};\n' });
    expect(thrown).toMatch(/solution\.js:2: does not pass .*'c' is not defined/);
    const [unread] = await told({ [`${folder}/solution.js`]: 'const sum = 1;\nconst = 2;\n' });
    expect(unread).toMatch(/solution\.js:2: .*SyntaxError/);
  });

  test('of a solution that does not end', async () => {
    const [endless] = await told({ [`${folder}/solution.js`]: 'for (;;) {}\n' });
    expect(endless).toContain('(timeout)');
  }, 20_000);

  test('of a starter that has nothing left to do', async () => {
    expect(await told({ [`${folder}/starter.js`]: 'const sum = (a, b) => a + b;\n' })).toEqual([
      `mini/${folder}/starter.js:1: passes all tests before anything is written`,
    ]);
  });

  test('and programs in a language that can not be run here are counted, not passed over in silence', async () => {
    const { courses } = await compileFiles(new Map([['mini', miniCourse(files())]]));
    const none = { javascript: null, typescript: null, python: null };
    expect(await checkPrograms(courses, none, new Problems())).toEqual({ checked: 0, skipped: 1 });
  });
});
