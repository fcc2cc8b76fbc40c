/** A remark about a line of a file of tests. */
export interface Remark {
  line: number;
  message: string;
}

/** A file of tests as it can be run here. */
export interface AdaptedTests {
  source: string;
  /** Single tests that were left out, and why. */
  leftOut: Remark[];
  /** Why the file can't be taken at all. */
  refused: Remark[];
  /** How many tests are left. */
  count: number;
}
