import type { SolvedOf } from '../content/pack.ts';
import type { Grade } from './grade.ts';
import { allOrNothing } from './points.ts';

/** A statement holds or doesn't. */
export const gradeTrueFalse = (question: SolvedOf<'true_false'>, value: boolean): Grade => {
  if (typeof value !== 'boolean') return { kind: 'incomplete', reason: 'unreadable' };
  const feedback = value ? question.feedbackHtml.true : question.feedbackHtml.false;
  return allOrNothing(question.points, value === question.solution.value, feedback);
};
