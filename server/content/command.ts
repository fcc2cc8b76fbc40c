import { connectDatabase } from '../db/connect.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { readEnv } from '../env.ts';
import { exitWithReason } from '../exit-with-reason.ts';
import { runContentCheck } from './check.ts';
import { coursesFolder } from './course-files.ts';
import { describeResult, publishFolderCourses } from './publish-folders.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run content:check -- [folder]` and `npm run content:publish -- [folder]`. */
const main = async ([command, root = coursesFolder()]: string[]): Promise<number> => {
  if (command === 'check') return runContentCheck(root, print);
  if (command !== 'publish') throw new Error(`There is no command content:${command}; there are check and publish.`);
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

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
}, exitWithReason);
