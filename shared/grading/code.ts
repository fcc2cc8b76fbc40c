import type { CodeRun } from '../code/code-run.ts';
import { countPassed } from '../code/outcomes.ts';
import type { SolvedOf } from '../content/pack.ts';
import type { Grade } from './grade.ts';
import { inParts } from './points.ts';
import type { ResponseOf } from './response.ts';

/**
 * A program is worth what its tests said on the device where they ran. Grading reads that and runs nothing, so it is the
 * same at once and everywhere; the service runs the program again and keeps what it found beside this.
 */
export const gradeCode = (question: SolvedOf<'code'>, { source, run }: ResponseOf<'code'>): Grade => {
  if (typeof source !== 'string') return { kind: 'incomplete', reason: 'unreadable' };
  if (source.trim() === '') return { kind: 'incomplete', reason: 'empty' };
  if (!isRun(run)) return { kind: 'incomplete', reason: 'not-run' };
  return inParts(question, countPassed(run), run.tests.length);
};

const isRun = (run: CodeRun | null | undefined): run is CodeRun =>
  typeof run === 'object' && run !== null && Array.isArray(run.tests) && run.tests.length > 0;
