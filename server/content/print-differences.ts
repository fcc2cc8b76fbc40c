import type { SqlDatabase } from '../db/sql-database.ts';
import {
  type DifferingProgram,
  differingProgramsSchema,
  listDifferingPrograms,
} from '../queries/differing-programs.ts';

/** `npm run content:differences`: on which tests the service's verdict differs from the device's, question by question. */
export const printDifferences = async (database: SqlDatabase, print: (line: string) => void): Promise<number> => {
  let questions = 0;
  let programs = 0;
  let after: string | undefined;
  do {
    const page = await listDifferingPrograms(database, differingProgramsSchema.parse({ limit: 100, after }));
    for (const one of page.items) {
      questions += 1;
      programs += one.programs;
      for (const line of describe(one)) print(line);
    }
    after = page.next ?? undefined;
  } while (after);
  print(
    questions === 0
      ? 'Wherever the service ran a program again, the same tests passed as on the device.'
      : `${count(programs, 'program')} for ${count(questions, 'question')} passed other tests on the device than here. Learners keep what the device found.`,
  );
  return 0;
};

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;

const describe = ({
  course,
  activity,
  questionId,
  courseVersion,
  language,
  programs,
  latestAt,
  tests,
}: DifferingProgram) => [
  `${course ?? 'a course that is gone'}: ${activity ?? 'an activity that is gone'} (${language}, question ${questionId}, version ${courseVersion.slice(0, 12)})`,
  `  ${count(programs, 'program')}, the latest handed in ${new Date(latestAt).toISOString()}`,
  ...tests.map(
    (test) =>
      `  ${test.id}: ${test.device ?? 'not told'} on the device, ${test.service ?? 'not told'} here (${test.programs})`,
  ),
];
