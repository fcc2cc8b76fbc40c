import type { SolvedOf } from '../content/pack.ts';
import type { Grade } from './grade.ts';

/**
 * Any number of options is right. With `partial` scoring every right pick counts for, every wrong one against, never
 * below nothing, rounded down: full points only for exactly the right picks, and ticking everything earns nothing
 * unless nearly everything is right.
 */
export const gradeMultipleResponse = (question: SolvedOf<'multiple_response'>, optionIds: readonly string[]): Grade => {
  if (!Array.isArray(optionIds)) return { kind: 'incomplete', reason: 'unreadable' };
  const picked = new Set<string>(optionIds);
  if (picked.size === 0) return { kind: 'incomplete', reason: 'empty' };
  const right = new Set(question.solution.optionIds);
  const hits = [...picked].filter((id) => right.has(id)).length;
  const misses = picked.size - hits;
  const correct = hits === right.size && misses === 0;
  const partial = Math.floor((question.points * Math.max(0, hits - misses)) / Math.max(1, right.size));
  const earned = correct ? question.points : question.scoring === 'partial' ? partial : 0;
  return { kind: 'graded', earned, possible: question.points, correct };
};
