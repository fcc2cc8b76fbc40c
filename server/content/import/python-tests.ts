import type { AdaptedTests, Remark } from './adapted-tests.ts';

const decorator = /^[ \t]*@pytest\.mark\.task\(.*\)[ \t]*$/gm;

/**
 * Tests written with unittest are run as they are. Of pytest only the marks that number tasks are understood, and
 * dropped.
 */
export const adaptPythonTests = (source: string): AdaptedTests => {
  let adapted = source.replaceAll(decorator, '');
  const rest = adapted.replaceAll(/^[ \t]*import pytest[ \t]*$/gm, '');
  const refused: Remark[] = [];
  if (!/\bpytest\b/.test(rest)) adapted = rest;
  else
    adapted.split('\n').forEach((line, index) => {
      const word = /\bpytest(?:\.\w+)*/.exec(line)?.[0];
      if (word && !/^\s*import pytest\s*$/.test(line))
        refused.push({ line: index + 1, message: `${word} is not known here; write the test with unittest` });
    });
  const count = [...adapted.matchAll(/^[ \t]*def test\w*\(/gm)].length;
  return { source: adapted, leftOut: [], refused, count };
};
