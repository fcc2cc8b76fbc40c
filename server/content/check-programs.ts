import { posix } from 'node:path';
import type { AuthoredQuestion } from '@hornbook/shared/authoring/authored-question.ts';
import type { Problems } from '@hornbook/shared/authoring/problems.ts';
import type { CodeRun, TestOutcome } from '@hornbook/shared/code/code-run.ts';
import { extensionOf } from '@hornbook/shared/code/languages.ts';
import { countPassed } from '@hornbook/shared/code/outcomes.ts';
import type { RunnableQuestion } from '@hornbook/shared/code/run-submission.ts';
import type { CodeLanguage, SolvedOf } from '@hornbook/shared/content/pack.ts';
import type { AuthoredCourse } from './authored-course.ts';
import type { FolderCourse } from './folder-courses.ts';

export type RunProgram = (question: RunnableQuestion, source: string) => Promise<CodeRun>;

/** What runs programs of each language; null where this machine has nothing for it. */
export type Runners = Readonly<Record<CodeLanguage, RunProgram | null>>;

/** How many programs were run, and how many could not be. */
export interface ProgramsChecked {
  checked: number;
  skipped: number;
}

/**
 * Runs what authors wrote: every solution must pass all tests of its question, and no starter may, else the tests ask
 * for nothing.
 */
export const checkPrograms = async (
  courses: readonly FolderCourse[],
  runners: Runners,
  problems: Problems,
): Promise<ProgramsChecked> => {
  const done: ProgramsChecked = { checked: 0, skipped: 0 };
  for (const { authored, compiled } of courses) {
    for (const { fields, place } of questionsOf(authored)) {
      const question = compiled.answerKey.questions[fields.id];
      if (fields.kind !== 'code' || question?.kind !== 'code') continue;
      const run = runners[fields.language];
      if (!run) {
        done.skipped += 1;
        continue;
      }
      const folder = posix.join(posix.dirname(place.file), `${fields.folder}.code`);
      await checkQuestion(question, run, folder, problems);
      done.checked += 1;
    }
  }
  return done;
};

const checkQuestion = async (
  question: SolvedOf<'code'>,
  run: RunProgram,
  folder: string,
  problems: Problems,
): Promise<void> => {
  const extension = extensionOf[question.language];
  // What a learner's device has to do in time, a busy machine that checks a whole course need not.
  const patient = { ...question, timeLimitMs: question.timeLimitMs * 5 };
  const solved = await run(patient, question.solution.source);
  for (const outcome of solved.tests) {
    if (outcome.status === 'passed') continue;
    problems.add({ file: `${folder}/solution.${extension}`, line: outcome.line ?? 1 }, describe(outcome));
  }
  const begun = await run(patient, question.starter);
  if (countPassed(begun) === begun.tests.length)
    problems.add({ file: `${folder}/starter.${extension}`, line: 1 }, 'passes all tests before anything is written');
};

const describe = ({ name, status, message, expected, got }: TestOutcome): string =>
  [
    `does not pass “${name}” (${status})`,
    message && `: ${message}`,
    expected !== undefined && `, expected ${expected}`,
    got !== undefined && `, got ${got}`,
  ]
    .filter(Boolean)
    .join('');

const questionsOf = ({ units }: AuthoredCourse): AuthoredQuestion[] =>
  units
    .flatMap(({ activities, lessons }) => [...activities, ...lessons.flatMap((lesson) => lesson.activities)])
    .flatMap(({ questions }) => questions);
