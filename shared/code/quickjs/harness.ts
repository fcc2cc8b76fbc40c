import { BUILT_INS } from './inside/built-ins.ts';
import { COMPARE_VALUES } from './inside/compare-values.ts';
import { DESCRIBE_ERRORS } from './inside/describe-errors.ts';
import { EXPECT } from './inside/expect.ts';
import { REGISTER_TESTS } from './inside/register-tests.ts';
import { RUN_TESTS } from './inside/run-tests.ts';
import { SHOW_VALUES } from './inside/show-values.ts';
import { SURROUNDINGS } from './inside/surroundings.ts';

/**
 * What stands in a fresh QuickJS before the learner's program: console, timers, `test`, `expect` and the code that runs
 * a test. It is text because it runs inside, where none of our modules are. It keeps what it needs of the built-ins
 * before the program can change them, and time in it is pretended, so that every run of a program is the same.
 */
const PARTS = [
  BUILT_INS,
  SHOW_VALUES,
  DESCRIBE_ERRORS,
  COMPARE_VALUES,
  EXPECT,
  REGISTER_TESTS,
  SURROUNDINGS,
  RUN_TESTS,
];

export const HARNESS = `(function (host) {
'use strict';
${PARTS.join('')}})`;
