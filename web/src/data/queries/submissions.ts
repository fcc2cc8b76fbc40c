import type { Submission } from '@hornbook/shared/collections/submissions.ts';
import { withoutMarks } from '../learner-database.ts';
import { useLive } from './live.ts';

const SHOWN = 30;

/** What was handed in for a question, in any attempt and on any device, newest first. */
export const useSubmissions = (questionId: string): Submission[] | undefined =>
  useLive(async ({ learner }) => {
    const rows = await learner.rows('submissions').where('questionId').equals(questionId).toArray();
    return rows
      .filter(({ deletedAt }) => deletedAt === null)
      .toSorted((a, b) => b.submittedAt - a.submittedAt || (a.id < b.id ? 1 : -1))
      .slice(0, SHOWN)
      .map((row) => withoutMarks(row));
  }, questionId);
