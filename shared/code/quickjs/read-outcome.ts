import type { CodeTest } from '../../content/pack.ts';
import { type OutcomeStatus, outcomeStatuses, type TestOutcome } from '../code-run.ts';
import { shorten } from '../outcomes.ts';

/** What went wrong, whichever test it was. */
export type Problem = Omit<TestOutcome, 'id' | 'name'>;

/** What the harness describes: the program could have described it as well, so nothing is believed of its form. */
export const readProblem = (text: string): Problem => {
  const read: Record<string, unknown> = JSON.parse(text);
  const status = outcomeStatuses.find((known) => known === read.status) ?? ('error' satisfies OutcomeStatus);
  const line = typeof read.line === 'number' && read.line >= 1 ? Math.floor(read.line) : null;
  return {
    status,
    ...(typeof read.message === 'string' && { message: shorten(read.message) }),
    ...(line !== null && { line }),
    ...(typeof read.expected === 'string' && { expected: shorten(read.expected) }),
    ...(typeof read.got === 'string' && { got: shorten(read.got) }),
  };
};

/** What the harness reports of one test, on the same terms; null if it is nothing. */
export const readOutcome = (text: string, test: CodeTest): TestOutcome | null => {
  try {
    const read: Record<string, unknown> = JSON.parse(text);
    const id = typeof read.id === 'string' ? read.id : test.id;
    const name = typeof read.name === 'string' ? read.name : test.name;
    return { id: shorten(id, 260), name: shorten(name, 200), ...readProblem(text) };
  } catch {
    return null;
  }
};
