import { join } from 'node:path';
import { connectDatabase } from '../db/connect.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { readEnv } from '../env.ts';
import { exitWithReason } from '../exit-with-reason.ts';
import { runContentCheck } from './check.ts';
import { coursesFolder } from './course-files.ts';
import { importExercises } from './import/import-exercises.ts';
import { describeResult, publishFolderCourses } from './publish-folders.ts';
import { authorsRunners } from './runners.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run content:check -- [folder]`, `npm run content:publish -- [folder]`, `npm run content:import -- folder [course]`. */
const main = async ([command, given, into]: string[]): Promise<number> => {
  if (command === 'import') return importInto(given, into ?? join(coursesFolder(), 'imported-programs'));
  const root = given ?? coursesFolder();
  if (command === 'check') return runContentCheck(root, print);
  if (command !== 'publish')
    throw new Error(`There is no command content:${command}; there are check, publish and import.`);
  const database = await connectDatabase(readEnv(process.env), 'content:publish');
  try {
    await migrateDatabase(database);
    const result = await publishFolderCourses(database, { root });
    for (const line of describeResult(result)) print(line);
    return result.problems.length > 0 ? 1 : 0;
  } finally {
    await database.close();
  }
};

const importInto = async (from: string | undefined, into: string): Promise<number> => {
  if (from) return importExercises({ from, into, runners: authorsRunners(), print });
  print('Which exercise? npm run content:import -- path/to/exercise [path/to/course]');
  return 1;
};

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
}, exitWithReason);
