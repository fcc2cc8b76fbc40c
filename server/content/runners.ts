import { createRunHere } from '../code/run-submission-here.ts';
import type { Runners } from './check-programs.ts';
import { runWithPython3 } from './python3.ts';

/** What this machine can run of authors' programs. */
export const authorsRunners = (): Runners => {
  const runHere = createRunHere();
  return { javascript: runHere, typescript: runHere, python: runWithPython3() };
};
