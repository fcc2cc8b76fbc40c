import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { formatProblem } from '@hornbook/shared/authoring/problems.ts';
import { isArchive, LARGEST_ARCHIVE, namesIn, readArchive } from '@hornbook/shared/import/archive.ts';
import { courseFilesIn, isCourseFolder } from '@hornbook/shared/import/course-files.ts';
import { type CourseFiles, readCourseFolders } from '../course-files.ts';
import { compileFiles } from '../folder-courses.ts';
import { sha256 } from '../sha256.ts';
import { describeUnreadable } from './questions/words.ts';

interface ImportOptions {
  /** An archive of a course folder, as the author's desk saves it. */
  from: string;
  /** A folder of courses, or the very folder the course becomes. */
  into: string;
  print: (line: string) => void;
}

/** Of one text, in bytes: more than a hundred questions take. */
const LARGEST_TEXT = 4 * 1024 * 1024;
/** Beside the course, not of it: how its files came, so that an edit by hand is never written over. */
const REMEMBERED = '.imported-course.json';

/** Whether a file is a course folder in an archive; nothing of it is unpacked but its names. */
export const isCourseArchive = async (path: string): Promise<boolean> => {
  if ((await stat(path)).size > LARGEST_ARCHIVE) return false;
  const bytes = await readFile(path);
  return isArchive(bytes) && isCourseFolder(namesIn(bytes));
};

/**
 * Takes a course over that was saved as a folder of texts. It comes whole or not at all: only when it is well-formed, and
 * over an earlier one only where nobody has edited that. Returns the exit code.
 */
export const importCourse = async ({ from, into, print }: ImportOptions): Promise<number> => {
  const name = basename(from);
  const archive = readArchive(await readFile(from));
  if (archive.kind === 'unreadable') {
    print(`${name} ${describeUnreadable(archive.reason)}. Nothing was changed.`);
    return 1;
  }
  const files = courseFilesIn(archive.files);
  const large = [...(files ?? [])].find(([path, bytes]) => path.endsWith('.md') && bytes.length > LARGEST_TEXT)?.[0];
  if (large) {
    print(`${name}: ${large} is longer than any text of a course. Nothing was changed.`);
    return 1;
  }
  const slug = /^slug: "?([a-z0-9-]+)"?$/m.exec(textOf(files?.get('course.md')))?.[1];
  if (!files || !slug) {
    print(`${name} holds no course: a course has a course.md that says its slug. Nothing was changed.`);
    return 1;
  }
  const folder = basename(into) === slug ? resolve(into) : resolve(into, slug);
  const hand = await lookInto(folder, files);
  if (hand.kind === 'edited') {
    print(`${folder}: ${hand.what}; move it away, or give another folder. Nothing was changed.`);
    return 1;
  }
  // Beside the other courses, since no two may have the same ids.
  const courses = existsSync(dirname(folder))
    ? await readCourseFolders(dirname(folder))
    : new Map<string, CourseFiles>();
  const { problems } = await compileFiles(new Map([...courses, [slug, files]]));
  const own = problems.list().filter(({ file }) => file.startsWith(`${slug}/`));
  if (own.length > 0) {
    for (const problem of own) print(formatProblem(problem));
    print(`${name}: not taken, since the course is not well-formed. Nothing was changed.`);
    return 1;
  }
  for (const path of hand.gone) await rm(join(folder, path), { force: true });
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  await writeFile(join(folder, REMEMBERED), `${JSON.stringify(hashesOf(files), null, 1)}\n`);
  print(`${name}: taken, with ${files.size} files, into ${folder}`);
  return 0;
};

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const hashesOf = (files: CourseFiles): Record<string, string> =>
  Object.fromEntries([...files].map(([path, bytes]) => [path, sha256(bytes)] as const).sort());

type Here = { kind: 'edited'; what: string } | { kind: 'free'; gone: string[] };

/** Whether something is in the folder that no import wrote, and which files the course does not have any more. */
const lookInto = async (folder: string, coming: CourseFiles): Promise<Here> => {
  if (!existsSync(folder)) return { kind: 'free', gone: [] };
  const here = (await readCourseFolders(dirname(folder), (name) => name === basename(folder))).get(basename(folder));
  const now = hashesOf(here ?? new Map());
  const gone = Object.keys(now).filter((path) => !coming.has(path));
  if (JSON.stringify(now) === JSON.stringify(hashesOf(coming))) return { kind: 'free', gone };
  if (!existsSync(join(folder, REMEMBERED)))
    return { kind: 'edited', what: 'there is a course already that was not imported' };
  const then = JSON.parse(await readFile(join(folder, REMEMBERED), 'utf8')) as Record<string, string>;
  const edited = [...new Set([...Object.keys(now), ...Object.keys(then)])].filter((path) => now[path] !== then[path]);
  if (edited.length === 0) return { kind: 'free', gone };
  return { kind: 'edited', what: `${edited.slice(0, 3).join(', ')} was edited here` };
};
