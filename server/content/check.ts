import { gzipSync } from 'node:zlib';
import { formatProblem } from '@hornbook/shared/authoring/problems.ts';
import { checkPrograms } from './check-programs.ts';
import { compileFolders, type FolderCourse } from './folder-courses.ts';
import { authorsRunners } from './runners.ts';

/** What a first visit stores of all courses together, after compression. */
const FIRST_VISIT_BYTES = 400 * 1024;

/** Checks the course folders and says what is wrong, or how large they are. Returns the exit code. */
export const runContentCheck = async (root: string, print: (line: string) => void): Promise<number> => {
  const { courses, problems } = await compileFolders(root);
  for (const problem of problems.list()) print(formatProblem(problem));
  const programs = problems.size === 0 ? await checkPrograms(courses, authorsRunners(), problems) : null;
  for (const problem of programs ? problems.list() : []) print(formatProblem(problem));
  if (problems.size > 0) {
    print(`${problems.size} ${problems.size === 1 ? 'problem' : 'problems'} to mend in ${root}`);
    return 1;
  }
  for (const course of courses) print(sizes(course));
  if (programs && programs.checked > 0)
    print(`every solution passes its tests, and no starter does: ${programs.checked}`);
  if (programs && programs.skipped > 0)
    print(`programs not run, since nothing here runs their language: ${programs.skipped}`);
  const firstVisit = courses.reduce((sum, course) => sum + compressed(course), 0);
  print(`first visit: ${kilobytes(firstVisit)} of ${kilobytes(FIRST_VISIT_BYTES)} compressed`);
  if (firstVisit <= FIRST_VISIT_BYTES) return 0;
  print('The first units are too large together: a first visit on a slow link must not wait longer for text.');
  return 1;
};

const compressed = ({ compiled }: FolderCourse): number =>
  compiled.firstUnitText.reduce((sum, { bytes }) => sum + gzipSync(bytes).byteLength, 0);
const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

const sizes = ({ authored, compiled: { entry, answerKey, version } }: FolderCourse): string =>
  [
    `${authored.folder} ${version.slice(0, 12)}:`,
    `${entry.unitCount} units, ${entry.lessonCount} lessons, ${Object.keys(answerKey.questions).length} questions,`,
    `${kilobytes(entry.textBytes)} text, ${kilobytes(entry.assetBytes)} assets`,
  ].join(' ');
