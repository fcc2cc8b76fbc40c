import type { CodeTest } from '../content/pack.ts';
import type { CodeParts } from './authored-question.ts';
import type { QuestionFields } from './question-format.ts';

type CodeFields = Extract<QuestionFields, { kind: 'code' }>;

/** The tests of a code question as devices run them: what the program prints, its calls and the files of tests, in this order. */
export const codeTests = (
  fields: CodeFields,
  code: CodeParts | null,
  partId: (questionId: string, text: string) => string,
): CodeTest[] => {
  const made: CodeTest[] = [];
  const add = (test: DistributiveOmit<CodeTest, 'id'>) => {
    const words = JSON.stringify(test);
    const again = made.filter(({ id: _, ...other }) => JSON.stringify(other) === words).length;
    // By its content, so that an id means the same test in every version.
    made.push({ id: partId(fields.id, again > 0 ? `${words}${again}` : words), ...test } as CodeTest);
  };
  const { expectedOutput, tests } = fields;
  if (expectedOutput !== undefined) add({ kind: 'output', name: 'Output', input: '', expected: expectedOutput });
  for (const test of tests) {
    if ('call' in test) add({ kind: 'call', name: test.name ?? test.call, call: test.call, expected: test.expected });
    else add({ kind: 'output', name: test.name ?? nameOf(test), input: test.input, expected: test.output });
  }
  for (const { name, source } of code?.testFiles ?? []) add({ kind: 'file', name, source });
  return made;
};

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

const nameOf = ({ input }: { input: string }): string =>
  input.trim() === '' ? 'Output' : input.trim().split('\n').join(' ⏎ ').slice(0, 80);
