import type { Problems } from '@hornbook/shared/authoring/problems.ts';
import type { CodeLanguage } from '@hornbook/shared/content/pack.ts';
import { MOST_HINTS } from '@hornbook/shared/import/imported.ts';
import type { CourseFiles } from '../course-files.ts';
import type { AdaptedTests } from './adapted-tests.ts';
import { creditOf, languageOf, readConfig, stemOf } from './exercise-config.ts';
import { adaptJestTests } from './jest-tests.ts';
import { plainMarkdown } from './plain-markdown.ts';
import { programImports } from './program-imports.ts';
import { adaptPythonTests } from './python-tests.ts';

/** An exercise that consists of a text, a stub, tests, and a proof that they can be passed. */
export interface Exercise {
  slug: string;
  title: string;
  language: CodeLanguage;
  instructions: string;
  hints: string[];
  stub: string;
  proof: string;
  tests: { stem: string; source: string }[];
  testCount: number;
  credit: string;
  blurb: string;
  /** Where stub and proof were found. */
  paths: { stub: string; proof: string };
  /** One that teaches a single thing; the others are for practice. */
  isConcept: boolean;
}

export interface Findings {
  /** Why the exercise can't be taken. */
  refused: Problems;
  /** What of it is left out or changed. */
  remarks: Problems;
}

export const CONFIG = '.meta/config.json';
export const INSTRUCTIONS = '.docs/instructions.md';
const texts = ['.docs/introduction.md', INSTRUCTIONS, '.docs/instructions.append.md'];

/** Reads an exercise folder, given by its name and its files; null when it can't be taken. */
export const readExercise = (folder: string, files: CourseFiles, { refused, remarks }: Findings): Exercise | null => {
  const refuse = (path: string, message: string, line = 1) => refused.add({ file: `${folder}/${path}`, line }, message);
  const remark = (path: string, message: string, line = 1) => remarks.add({ file: `${folder}/${path}`, line }, message);
  const find = (path: string) => new TextDecoder().decode(files.get(path)).replaceAll('\r\n', '\n');
  const need = (path: string) => {
    if (!files.has(path)) refuse(path, 'is missing');
    return find(path);
  };

  const config = files.has(CONFIG) ? readConfig(find(CONFIG), (message) => refuse(CONFIG, message)) : null;
  if (!files.has(CONFIG)) refuse(CONFIG, 'is missing');
  if (!config) return null;
  const { solution, test, example, exemplar, editor } = config.files;
  const stubPath = solution[0] ?? '';
  const language = languageOf(stubPath);
  if (solution.length !== 1)
    refuse(CONFIG, `names ${solution.length} files to write (${solution.join(', ')}); a program here is one file`);
  else if (!language) refuse(CONFIG, `${stubPath} is in a language that is not run here: only .js, .ts and .py are`);
  for (const path of editor) refuse(CONFIG, `${path} is a further file of the program; a program here is one file`);
  const proofPath = [...example, ...exemplar].find((path) => languageOf(path) === language);
  if (!proofPath) refuse(CONFIG, 'names no example of a solution, so nothing proves that the tests can be passed');
  if (test.length === 0) refuse(CONFIG, 'names no tests');
  if (!language || !proofPath) return null;

  const tests = test.map((path) => {
    const adapted = adapt(language, need(path), stemOf(stubPath));
    for (const { line, message } of adapted.refused) refuse(path, message, line);
    for (const { line, message } of adapted.leftOut) remark(path, message, line);
    if (adapted.count === 0) refuse(path, 'has no test that can be taken');
    return { stem: stemOf(path).replace(/\.(?:spec|test)$/, ''), source: adapted.source, count: adapted.count };
  });
  for (const path of [stubPath, proofPath])
    for (const { line, message } of programImports(language, need(path))) refuse(path, message, line);
  need(INSTRUCTIONS);
  const instructions = texts
    .map((path) => plainMarkdown(find(path), (line, message) => remark(path, message, line)))
    .filter(Boolean)
    .join('\n\n');
  if (files.has(INSTRUCTIONS) && instructions === '')
    refuse(INSTRUCTIONS, 'says nothing beside its heading: a learner must know what to write');
  const hints = hintsOf(find('.docs/hints.md'));
  if (hints.length > MOST_HINTS)
    remark('.docs/hints.md', `${hints.length - MOST_HINTS} hints are left out; a question has at most ${MOST_HINTS}`);
  const slug = folder.split('/').at(-1) ?? folder;
  return {
    slug,
    title: slug.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => ` ${letter.toUpperCase()}`).trim(),
    language,
    instructions,
    hints: hints.slice(0, MOST_HINTS),
    stub: find(stubPath),
    proof: find(proofPath),
    tests,
    testCount: tests.reduce((sum, { count }) => sum + count, 0),
    credit: creditOf(config),
    blurb: config.blurb,
    paths: { stub: stubPath, proof: proofPath },
    isConcept: exemplar.length > 0,
  };
};

const adapt = (language: CodeLanguage, source: string, program: string): AdaptedTests =>
  language === 'python'
    ? adaptPythonTests(source)
    : adaptJestTests(source, (path) => path.startsWith('.') && (stemOf(path) === program || path.endsWith(program)));

/** The items of the hints' lists. */
const hintsOf = (text: string): string[] =>
  [...plainMarkdown(text, () => undefined).matchAll(/^[-*] +(.+(?:\n(?: {2,}|\t).+)*)/gm)].map((match) =>
    (match[1] ?? '').replaceAll(/\s*\n\s*/g, ' ').replaceAll(/\[([^\]]+)\]\[[^\]]*\]/g, '$1'),
  );
