import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { formatProblem, Problems } from '@hornbook/shared/authoring/problems.ts';
import { checkPrograms, type Runners } from '../check-programs.ts';
import { type CourseFiles, readCourseFolders } from '../course-files.ts';
import { compileFiles } from '../folder-courses.ts';
import { CONFIG, readExercise } from './exercise-folder.ts';
import { inExercise } from './in-exercise.ts';
import { readAllFiles } from './read-all-files.ts';
import { exerciseFiles, newCourse, newUnit, UNIT, unitPath } from './to-course-files.ts';

interface ImportOptions {
  /** An exercise, or a folder of exercises. */
  from: string;
  /** The course they go into: a folder beside other courses; made if it isn't there. */
  into: string;
  runners: Runners;
  print: (line: string) => void;
}

/**
 * Takes exercises over into a course, each with a report of what of it can't be taken. One is written only if the course
 * is still well-formed with it, its own solution passes its tests here, and its stub doesn't. Returns the exit code.
 */
export const importExercises = async ({ from, into, runners, print }: ImportOptions): Promise<number> => {
  const folders = await exerciseFolders(resolve(from));
  if (folders.length === 0) {
    print(`${from}: no exercise here, nor in a folder within: an exercise has a ${CONFIG}`);
    return 1;
  }
  let taken = 0;
  for (const folder of folders) if (await importOne(folder, resolve(into), runners, print)) taken += 1;
  print(`${taken} of ${folders.length} taken into ${into}`);
  return taken === folders.length ? 0 : 1;
};

const importOne = async (
  folder: string,
  into: string,
  runners: Runners,
  print: (line: string) => void,
): Promise<boolean> => {
  const name = basename(folder);
  const found = { refused: new Problems(), remarks: new Problems() };
  const refuse = (problems: Problems): false => {
    for (const problem of problems.list()) print(formatProblem(problem));
    print(`${name}: not taken`);
    return false;
  };
  const files = await readAllFiles(folder);
  const exercise = readExercise(name, files, found);
  if (!exercise || found.refused.size > 0) return refuse(found.refused);

  const slug = basename(into);
  const beside = dirname(into);
  // The course may stand anywhere: of what is beside it, only other courses are read.
  const courses = existsSync(beside)
    ? await readCourseFolders(beside, (other) => existsSync(join(beside, other, 'course.md')))
    : new Map<string, CourseFiles>();
  const course = courses.get(slug);
  if (course && [...course.keys()].some((path) => path.includes(`/${exercise.slug}.code/`))) {
    found.refused.add({ file: `${name}/${CONFIG}`, line: 1 }, `${slug} has a program ${exercise.slug} already`);
    return refuse(found.refused);
  }
  const added = new Map([
    ...(course ? [] : newCourse(slug)),
    ...(course && !course.has(unitPath) ? [[unitPath, newUnit(await skillOf(courses, slug))] as const] : []),
    ...exerciseFiles(exercise, nextNumber(course)),
  ]);
  const bytes = [...added].map(([path, text]) => [path, new TextEncoder().encode(text)] as const);
  courses.set(slug, new Map([...(course ?? []), ...bytes]));

  const compiled = await compileFiles(courses);
  // What is wrong with another course is not this exercise's.
  const own = ofCourse(slug, compiled.problems);
  if (own.size > 0) return refuse(inExercise(own, name, exercise, added, files));
  const only = compiled.courses.filter(({ authored }) => authored.folder === slug);
  const { checked } = await checkPrograms(only, { ...nothing, [exercise.language]: runners[exercise.language] }, own);
  if (own.size > 0) return refuse(inExercise(own, name, exercise, added, files));

  for (const [path, text] of added) {
    await mkdir(dirname(join(into, path)), { recursive: true });
    await writeFile(join(into, path), text);
  }
  for (const problem of found.remarks.list()) print(formatProblem(problem));
  const tried = checked > 0 ? 'its solution passes here' : `not tried: nothing here runs ${exercise.language}`;
  print(`${name}: taken, with ${exercise.testCount} ${exercise.testCount === 1 ? 'test' : 'tests'}; ${tried}`);
  return true;
};

const ofCourse = (slug: string, problems: Problems): Problems => {
  const own = new Problems();
  for (const problem of problems.list()) if (problem.file.startsWith(`${slug}/`)) own.add(problem, problem.message);
  return own;
};

const nothing: Runners = { javascript: null, typescript: null, python: null };

const exerciseFolders = async (from: string): Promise<string[]> => {
  if (existsSync(join(from, CONFIG))) return [from];
  if (!existsSync(from)) return [];
  const inside = (await readdir(from, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  return inside
    .map(({ name }) => join(from, name))
    .filter((folder) => existsSync(join(folder, CONFIG)))
    .sort();
};

const nextNumber = (course: CourseFiles | undefined): number => {
  const numbers = [...(course?.keys() ?? [])].flatMap((path) => {
    const [found, number] = new RegExp(`^${UNIT}/unit\\.challenge(?:-(\\d+))?\\.md$`).exec(path) ?? [];
    return found ? [Number(number ?? 1)] : [];
  });
  return Math.max(0, ...numbers) + 1;
};

/** The first skill of the course: a unit must train one. */
const skillOf = async (courses: ReadonlyMap<string, CourseFiles>, slug: string): Promise<string> => {
  const { courses: compiled } = await compileFiles(courses);
  const course = compiled.find(({ authored }) => authored.folder === slug);
  return course?.authored.skills[0]?.fields.slug ?? course?.authored.units[0]?.fields.skills[0] ?? slug;
};
