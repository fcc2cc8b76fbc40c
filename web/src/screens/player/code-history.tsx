import type { CodeRun } from '@hornbook/shared/code/code-run.ts';
import { type ReactNode, useMemo } from 'react';
import { keepSubmission } from '../../data/commands/keep-submission.ts';
import { useSubmissions } from '../../data/queries/submissions.ts';
import { CodeHistoryContext } from '../../questions/code/code-history.ts';

interface KeptHistoryProps {
  attemptId: string;
  questionId: string;
  activeMs: () => number;
  children: ReactNode;
}

/** Gives a question's desk what was handed in before, and keeps what is run there. */
export const KeptHistory = ({ attemptId, questionId, activeMs, children }: KeptHistoryProps) => {
  const submissions = useSubmissions(questionId);
  const history = useMemo(
    () => ({
      submissions: submissions ?? [],
      keep: async (source: string, run: CodeRun) => {
        // Should it fail, the answer itself says so when it is stored.
        await keepSubmission(attemptId, questionId, { source, run, durationMs: activeMs() });
      },
    }),
    [submissions, attemptId, questionId, activeMs],
  );
  return <CodeHistoryContext value={history}>{children}</CodeHistoryContext>;
};
