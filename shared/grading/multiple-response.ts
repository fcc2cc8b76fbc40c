import type { SolvedOf } from '../content/pack.ts';
import type { Grade } from './grade.ts';
import { inParts } from './points.ts';

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
  return inParts(question, hits - misses, right.size);
};
