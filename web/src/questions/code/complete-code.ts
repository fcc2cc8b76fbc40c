import { runSubmission } from '@hornbook/shared/code/run-submission.ts';
import type { QuestionOf } from '@hornbook/shared/content/pack.ts';
import type { ResponseOf } from '@hornbook/shared/grading/response.ts';
import { sandboxFor } from '../../code/sandboxes.ts';

/** A program that is handed in without having been run as it is, is run now. */
export const completeCode = async (
  question: QuestionOf<'code'>,
  response: ResponseOf<'code'>,
): Promise<ResponseOf<'code'>> => {
  if (response.run !== null) return response;
  const { runTest } = sandboxFor(question.language);
  return {
    ...response,
    run: await runSubmission(question, response.source, { runTest, now: () => performance.now() }),
  };
};
