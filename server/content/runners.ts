import { createPythonHere } from '../code/python-here.ts';
import { createRunHere } from '../code/run-submission-here.ts';
import type { Runners, RunProgram } from './check-programs.ts';

/** What runs authors' programs: the same that runs learners' programs, on this very thread. Python starts when it is needed. */
export const authorsRunners = (): Runners => {
  const runHere = createRunHere();
  let python: Promise<RunProgram> | null = null;
  return {
    javascript: runHere,
    typescript: runHere,
    python: async (question, source) => {
      python ??= createPythonHere();
      return (await python)(question, source);
    },
  };
};
