import {
  array,
  boolean,
  type infer as Infer,
  int,
  maxLength,
  minimum,
  object,
  enum as oneOf,
  optional,
  string,
} from 'zod/mini';

/** The most a program may have, in characters. */
export const MAX_SOURCE = 20_000;
/** The most tests a run tells of. */
export const MAX_OUTCOMES = 60;
/** The most that is kept of a message or a value, in characters. */
export const MAX_TEXT = 600;

/**
 * How a test ended. `failed` is a wrong result; `error` an exception or a program that can't be read; the others say
 * which limit was met. `stopped` is a program that could only be ended from outside.
 */
export const outcomeStatuses = ['passed', 'failed', 'error', 'timeout', 'memory', 'stack', 'stopped'] as const;
export type OutcomeStatus = (typeof outcomeStatuses)[number];

const shortText = string().check(maxLength(MAX_TEXT));

/** What came of one test. */
export const outcomeSchema = object({
  /** The test's id; of a test within a file also its name. */
  id: string().check(maxLength(260)),
  name: string().check(maxLength(200)),
  status: oneOf(outcomeStatuses),
  message: optional(shortText),
  /** The line of the program the message is about, from 1. */
  line: optional(int().check(minimum(1))),
  expected: optional(shortText),
  got: optional(shortText),
});

/** What came of running a program against its tests. */
export const codeRunSchema = object({
  tests: array(outcomeSchema).check(maxLength(MAX_OUTCOMES)),
  durationMs: int().check(minimum(0)),
});

export type TestOutcome = Infer<typeof outcomeSchema>;
export type CodeRun = Infer<typeof codeRunSchema>;

/** What the service found when it ran a program again, beside what the device had found. It never takes anything away. */
export const rerunSchema = object({
  /** Whether the same tests passed. */
  agrees: boolean(),
  run: codeRunSchema,
});
export type Rerun = Infer<typeof rerunSchema>;

/** A line a program printed. */
export interface PrintedLine {
  level: 'log' | 'error';
  text: string;
}

/** What came of one test of a question: several outcomes if it is a file of tests. */
export interface TestResult {
  outcomes: TestOutcome[];
  printed: PrintedLine[];
  /** More was printed than is kept. */
  cut: boolean;
}
