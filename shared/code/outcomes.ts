import { type CodeRun, MAX_TEXT } from './code-run.ts';

export const shorten = (text: string, most = MAX_TEXT): string =>
  text.length <= most ? wellFormed(text) : `${wellFormed(text.slice(0, most - 1))}…`;

/** What can be stored and sent: no half characters, nothing that no database keeps. */
const wellFormed = (text: string): string =>
  text
    .replaceAll('\u0000', '\ufffd')
    .replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');

export const countPassed = (run: CodeRun): number => run.tests.filter(({ status }) => status === 'passed').length;

/** Whether two runs of the same program say the same: which tests passed. What is said about the others may differ. */
export const agree = (one: CodeRun, other: CodeRun): boolean => {
  const passed = ({ tests }: CodeRun) =>
    JSON.stringify(tests.map(({ id, status }) => [id, status === 'passed']).sort());
  return passed(one) === passed(other);
};
