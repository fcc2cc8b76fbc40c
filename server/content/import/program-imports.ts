import type { CodeLanguage } from '@hornbook/shared/content/pack.ts';
import type { Remark } from './adapted-tests.ts';
import { blankScript, lineOf } from './blank-script.ts';

/** What a program asks for that it will not find: a program is alone. Python has its standard library; the runner knows it. */
export const programImports = (language: CodeLanguage, source: string): Remark[] => {
  if (language === 'python')
    return [...source.matchAll(/^[ \t]*from\s+(\.\S*)\s+import\b/gm)].map((match) => ({
      line: lineOf(source, match.index),
      message: `imports ${match[1]}; a program here is one file`,
    }));
  return [
    ...blankScript(source).matchAll(
      /(?<![\w.$])(?:import\b(?!\s*\.\s*meta)|require\s*(?=\()|export\s[^;=({]*\bfrom\b)/g,
    ),
  ].map((match) => ({
    line: lineOf(source, match.index),
    message: 'imports something; a program here imports nothing',
  }));
};
