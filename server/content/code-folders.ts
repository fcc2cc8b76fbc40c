import type { CodeParts } from '@hornbook/shared/authoring/authored-question.ts';
import type { Place, Problems } from '@hornbook/shared/authoring/problems.ts';
import type { QuestionFields } from '@hornbook/shared/authoring/question-format.ts';
import { MAX_SOURCE } from '@hornbook/shared/code/code-run.ts';
import { extensionOf } from '@hornbook/shared/code/languages.ts';

/** The files that lie beside a code question, by name. */
export type CodeFolder = ReadonlyMap<string, string>;

type CodeFields = Extract<QuestionFields, { kind: 'code' }>;

/** Takes a question's folder apart; what is missing or does not belong there is told. Null when it has none. */
export const readCodeFolder = (
  fields: CodeFields,
  folder: CodeFolder | undefined,
  place: Place,
  problems: Problems,
): CodeParts | null => {
  if (!folder) {
    problems.add(place, `there is no folder ${fields.folder}.code beside the activity`);
    return null;
  }
  const extension = extensionOf[fields.language];
  const parts: CodeParts = { starter: '', solution: '', testFiles: [] };
  for (const name of ['starter', 'solution'] as const) {
    const text = folder.get(`${name}.${extension}`);
    if (text === undefined) problems.add(place, `${fields.folder}.code has no ${name}.${extension}`);
    else parts[name] = text;
  }
  for (const [name, source] of [...folder].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (source.length > MAX_SOURCE)
      problems.add(place, `${fields.folder}.code/${name} has more than ${MAX_SOURCE} characters`);
    if (name === `starter.${extension}` || name === `solution.${extension}`) continue;
    if (name.endsWith(`.test.${extension}`)) parts.testFiles.push({ name, source });
    else
      problems.add(place, `${fields.folder}.code/${name} is neither starter, solution nor something.test.${extension}`);
  }
  if (parts.testFiles.length === 0 && fields.tests.length === 0 && fields.expectedOutput === undefined)
    problems.add(place, 'a code question needs tests, expectedOutput or a file of tests');
  return parts;
};
