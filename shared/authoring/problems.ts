import type { KnownFault } from './text-faults.ts';

/** Where in a course folder something stands. `file` is relative to the folder that holds the courses. */
export interface Place {
  file: string;
  line: number;
}

/** Something an author must mend before the course can be published. */
export interface Problem extends Place {
  message: string;
  /** What it is, where that has a name. */
  known?: KnownFault;
}

/** Collects every problem of a check, so that an author sees them all at once. */
export class Problems {
  readonly #found = new Map<string, Problem>();

  add({ file, line }: Place, message: string, known?: KnownFault): void {
    this.#found.set(`${file}:${line} ${message}`, { file, line, message, ...(known && { known }) });
  }

  get size(): number {
    return this.#found.size;
  }

  /** By file and line. */
  list(): Problem[] {
    return [...this.#found.values()].sort(
      (a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.message, b.message),
    );
  }
}

/** As editors and terminals recognise it, so that a click opens the line. */
export const formatProblem = ({ file, line, message }: Problem): string => `${file}:${line}: ${message}`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
