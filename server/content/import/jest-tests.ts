import type { AdaptedTests, Remark } from './adapted-tests.ts';
import { blankScript, closingBracket, lineOf } from './blank-script.ts';

/** What can be expected of a value here. A test asks the sandbox whether it agrees. */
export const knownMatchers: readonly string[] = [
  'toBe',
  'toBeCloseTo',
  'toBeDefined',
  'toBeFalsy',
  'toBeGreaterThan',
  'toBeGreaterThanOrEqual',
  'toBeInstanceOf',
  'toBeLessThan',
  'toBeLessThanOrEqual',
  'toBeNaN',
  'toBeNull',
  'toBeTruthy',
  'toBeUndefined',
  'toContain',
  'toContainEqual',
  'toEqual',
  'toHaveLength',
  'toHaveProperty',
  'toMatch',
  'toMatchObject',
  'toStrictEqual',
  'toThrow',
  'toThrowError',
];
const modifiers = ['not', 'resolves', 'rejects'];
const frameworks = ['@jest/globals', 'vitest', 'jest', 'bun:test'];

/**
 * Tests written for Jest or Vitest, as the small test and expect of the sandbox understand them: skipped tests are run,
 * what it has no word for is left out, test by test.
 */
export const adaptJestTests = (source: string, isProgram: (path: string) => boolean): AdaptedTests => {
  const blanked = blankScript(source);
  const refused: Remark[] = foreignImports(source, blanked, isProgram);
  const calls = findTests(source, blanked);
  const leftOut: Remark[] = [];
  const gone = new Set<TestCall>();
  for (const { at, what } of unknownWords(blanked)) {
    const inside = calls.findLast((call) => call.from < at && at < call.to);
    if (!inside) refused.push({ line: lineOf(source, at), message: `${what} is not known here` });
    else if (!gone.has(inside)) {
      gone.add(inside);
      leftOut.push({ line: lineOf(source, at), message: `${what} is not known here; left out: ${inside.name}` });
    }
  }
  return {
    source: unskipped(withoutSpans(source, [...gone])),
    leftOut,
    refused,
    count: calls.length - gone.size,
  };
};

interface TestCall {
  from: number;
  to: number;
  name: string;
}

/** Every test(…) and it(…), also the skipped ones and those over a table. */
const findTests = (source: string, blanked: string): TestCall[] =>
  [...blanked.matchAll(/(?<![\w.$])(?:x?test|x?it)(?:\s*\.\s*(?:only|skip|each))*\s*\(/g)].map((match) => {
    const paren = match.index + match[0].length - 1;
    let to = closingBracket(blanked, paren);
    let named = paren;
    if (/each\s*\($/.test(match[0])) {
      const second = /^\s*\(/.exec(blanked.slice(to + 1));
      if (second) {
        named = to + second[0].length;
        to = closingBracket(blanked, named);
      }
    }
    const name = /^\s*(['"`])((?:[^\\]|\\.)*?)\1/.exec(source.slice(named + 1))?.[2] ?? 'a test without a name';
    return { from: match.index, to: to + 1, name: `“${name}”` };
  });

/** Matchers, helpers and mocks that the sandbox has no word for. */
const unknownWords = (blanked: string): { at: number; what: string }[] => {
  const found: { at: number; what: string }[] = [];
  for (const match of blanked.matchAll(/(?<![\w.$])expect\s*(\(|\.\s*(\w+))/g)) {
    if (match[2]) {
      found.push({ at: match.index, what: `expect.${match[2]}` });
      continue;
    }
    let at = closingBracket(blanked, match.index + match[0].length - 1) + 1;
    for (;;) {
      const next = /^\s*\.\s*(\w+)/.exec(blanked.slice(at));
      if (!next?.[1]) break;
      at += next[0].length;
      if (modifiers.includes(next[1])) continue;
      if (!knownMatchers.includes(next[1])) found.push({ at: at - next[1].length, what: next[1] });
      break;
    }
  }
  for (const match of blanked.matchAll(/(?<![\w.$])(?:jest|vi)\s*\.\s*(\w+)/g))
    found.push({ at: match.index, what: match[0].replaceAll(/\s/g, '') });
  for (const match of blanked.matchAll(/(?<![\w.$])(?:test|it|describe)\s*\.\s*(?!only\b|skip\b|each\b|todo\b)(\w+)/g))
    found.push({ at: match.index, what: match[0].replaceAll(/\s/g, '') });
  return found.sort((a, b) => a.at - b.at);
};

/** A test may import the program and the framework, and nothing else: there is nothing else. */
const foreignImports = (source: string, blanked: string, isProgram: (path: string) => boolean): Remark[] => {
  const remarks: Remark[] = [];
  for (const match of blanked.matchAll(/(?<![\w.$])import\b(?!\s*[.(])/g)) {
    const path = /^import\s*(?:[^'";]*?\bfrom\s*)?(['"])([^'"]+)\1/.exec(source.slice(match.index))?.[2];
    if (path === undefined || frameworks.includes(path) || isProgram(path)) continue;
    remarks.push({ line: lineOf(source, match.index), message: `imports ${path}, which is not there` });
  }
  for (const match of blanked.matchAll(/(?<![\w.$])(?:require|import)\s*\(/g))
    remarks.push({ line: lineOf(source, match.index), message: `${match[0].replace(/\s*\($/, '')}(…) is not there` });
  return remarks;
};

/** Takes spans out, and keeps every line at its place. */
const withoutSpans = (source: string, spans: readonly TestCall[]): string => {
  let out = source;
  for (const { from, to } of [...spans].sort((a, b) => b.from - a.from)) {
    const end = out[to] === ';' ? to + 1 : to;
    out = out.slice(0, from) + out.slice(from, end).replaceAll(/[^\n]/g, '') + out.slice(end);
  }
  return out;
};

/** What is skipped at first, so that one test after the other can be made to pass, is run at once here. */
const unskipped = (source: string): string => {
  const blanked = blankScript(source);
  let out = source;
  const skips = /(?<![\w.$])(?:xdescribe|(?:test|it|describe)\s*\.\s*skip)(?=\s*[.(])/g;
  for (const match of [...blanked.matchAll(skips)].reverse()) {
    const word = match[0].replace(/\s*\.\s*skip$/, '').replace('xdescribe', 'describe');
    out = out.slice(0, match.index) + word + out.slice(match.index + match[0].length);
  }
  return out;
};
