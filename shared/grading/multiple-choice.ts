import type { SolvedOf } from '../content/pack.ts';
import type { Grade } from './grade.ts';
import { allOrNothing } from './points.ts';

/** One option is right. */
export const gradeMultipleChoice = (question: SolvedOf<'multiple_choice'>, optionId: string): Grade => {
  const picked = question.options.find((option) => option.id === optionId);
  // Not one of the options: the learner chose nothing we can see, so it isn't called wrong either.
  if (!picked) return { kind: 'incomplete', reason: optionId ? 'unreadable' : 'empty' };
  return allOrNothing(question.points, picked.id === question.solution.optionId, picked.feedbackHtml);
};
