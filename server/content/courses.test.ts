import { grade } from '@hornbook/shared/grading/grade.ts';
import { questionKinds } from '@hornbook/shared/grading/question-kinds.ts';
import { rightResponse } from '@hornbook/shared/testing/right-response.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { coursesFolder } from './course-files.ts';
import { compileFolders, type FolderCourse } from './folder-courses.ts';

const courses = new Map<string, FolderCourse>();
beforeAll(async () => {
  const compiled = await compileFolders(coursesFolder());
  expect(compiled.problems.list()).toEqual([]);
  for (const course of compiled.courses) courses.set(course.authored.folder, course);
  // Formulas and code of whole courses take their time on a busy machine.
}, 120_000);
const course = (folder: string): FolderCourse => {
  const found = courses.get(folder);
  if (!found) throw new Error(`there is no course ${folder}`);
  return found;
};
const questionsOf = (folder: string) => Object.values(course(folder).compiled.answerKey.questions);

describe('the courses that come with Hornbook', () => {
  test('AI Engineering has five lessons, and five quizzes of two or three questions', () => {
    const lessons = course('ai-engineering').compiled.manifest.units.flatMap((unit) => unit.lessons);
    expect(lessons).toHaveLength(5);
    const quizzes = lessons.flatMap(({ activities }) => activities.filter(({ kind }) => kind === 'quiz'));
    expect(quizzes).toHaveLength(5);
    for (const { questionCount } of quizzes) expect([2, 3]).toContain(questionCount);
  });

  test('Everyday numbers and nature asks in every kind but programs and speech, the newer ones at least three times', () => {
    const kinds = questionsOf('everyday-numbers-and-nature').map(({ kind }) => kind);
    for (const kind of questionKinds.filter((one) => one !== 'code' && one !== 'speak'))
      expect(kinds.filter((one) => one === kind).length, kind).toBeGreaterThanOrEqual(3);
  });

  test('every question has a solution that is right, an explanation, and nothing of its markup left in its texts', () => {
    for (const folder of courses.keys())
      for (const question of questionsOf(folder)) {
        expect(grade(question, rightResponse(question)), question.id).toMatchObject({ correct: true });
        expect(question.explanationHtml, question.id).not.toBe('');
        const texts = JSON.stringify([
          question.promptHtml,
          question.explanationHtml,
          'options' in question && question.options,
        ]).replaceAll(/<code.*?<\/code>/g, '');
        // Dollars and brackets that were meant as a formula or a gap, and backslashes beyond JSON's own.
        expect(texts, question.id).not.toMatch(/\[\[|\\\\frac|\$[a-z\\0-9]+\$/);
      }
  });
});
