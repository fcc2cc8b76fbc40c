import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { COURSE_FILE_SUFFIX } from '@hornbook/shared/content/course-file.ts';
import { connectDatabase } from '../db/connect.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { readEnv } from '../env.ts';
import { exitWithReason } from '../exit-with-reason.ts';
import { runContentCheck } from './check.ts';
import { coursesFolder } from './course-files.ts';
import { exportCourseFile } from './export/export-course-file.ts';
import { exportQuestions } from './export/export-questions.ts';
import { importCourse, isCourseArchive } from './import/import-course.ts';
import { importExercises } from './import/import-exercises.ts';
import { importQuestions } from './import/questions/import-questions.ts';
import { printDifferences } from './print-differences.ts';
import { describeResult, publishFolderCourses } from './publish-folders.ts';
import { authorsRunners } from './runners.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run content:check -- [folder]`, `content:publish -- [folder]`, `content:import -- folder-or-file [course]`, `content:export -- course file`, `content:differences`. */
const main = async ([command, given, into, more]: string[]): Promise<number> => {
  if (command === 'import') return importInto(given, into);
  const isCourseFile = command === 'export' && into?.endsWith(COURSE_FILE_SUFFIX);
  if (command === 'export' && !isCourseFile) return exportFrom(given, into);
  const root = given ?? coursesFolder();
  if (command === 'check') return runContentCheck(root, print);
  if (!isCourseFile && command !== 'publish' && command !== 'differences')
    throw new Error(
      `There is no command content:${command}; there are check, publish, import, export and differences.`,
    );
  const database = await connectDatabase(readEnv(process.env), `content:${command}`);
  try {
    await migrateDatabase(database);
    if (isCourseFile && given && into)
      return await exportCourseFile(database, { course: given, into, withMedia: more !== 'without-media', print });
    if (command === 'differences') return await printDifferences(database.db, print);
    const result = await publishFolderCourses(database, { root });
    for (const line of describeResult(result)) print(line);
    return result.problems.length > 0 ? 1 : 0;
  } finally {
    await database.close();
  }
};

const exportFrom = async (from: string | undefined, into: string | undefined): Promise<number> => {
  if (from && into) return exportQuestions({ from, into, print });
  print(
    'Which course, and where to? npm run content:export -- path/to/course file.gift (or file.zip for QTI 3), or slug file.hornbook',
  );
  return 1;
};

const importInto = async (from: string | undefined, into: string | undefined): Promise<number> => {
  if (!from || !existsSync(from)) {
    print(from ? `${from} is not there.` : 'What? npm run content:import -- path/to/file-or-exercise [path/to/course]');
    return 1;
  }
  if (statSync(from).isFile() && (await isCourseArchive(from)))
    return importCourse({ from, into: into ?? coursesFolder(), print });
  if (statSync(from).isFile())
    return importQuestions({ from, into: into ?? join(coursesFolder(), 'imported-questions'), print });
  const course = into ?? join(coursesFolder(), 'imported-programs');
  return importExercises({ from, into: course, runners: authorsRunners(), print });
};

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
}, exitWithReason);
