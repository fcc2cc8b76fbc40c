import type { CodeRun } from '@hornbook/shared/code/code-run.ts';
import { createContext, useContext } from 'react';

/** A program as it was once run against all tests. */
export interface PastSubmission {
  id: string;
  source: string;
  run: CodeRun;
  submittedAt: number;
  /** What the service found when it ran the program again; null while it has not, or can't. */
  rerun: { agrees: boolean } | null;
}

export interface CodeHistory {
  /** Newest first. */
  submissions: readonly PastSubmission[];
  /** Whether the service runs programs of this language again at all. */
  keep: (source: string, run: CodeRun) => Promise<void>;
}

/** Where a screen gives a question's desk what was handed in before, and takes what is. */
export const CodeHistoryContext = createContext<CodeHistory>({ submissions: [], keep: async () => {} });

export const useCodeHistory = (): CodeHistory => useContext(CodeHistoryContext);
