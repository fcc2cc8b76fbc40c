import type { Review } from './card.ts';
import { type AttemptOutcomes, reviewsOf } from './outcomes.ts';
import type { Outcome } from './skill-state.ts';

/** What attempts that were read anew mean for one skill. */
export interface SkillChange {
  added: Outcome[];
  /** Something it had counted is another or gone: it must be folded anew. */
  anew: boolean;
  /** How many more attempts practise it without being completed. */
  touches: number;
}

const same = (a: object, b: object | undefined): boolean =>
  b !== undefined && (a === b || JSON.stringify(a) === JSON.stringify(b));

/** The skills that attempts, read before and now, speak of differently. A skill they say the same of is left alone. */
export const changedSkills = (
  before: Iterable<AttemptOutcomes>,
  now: Iterable<AttemptOutcomes>,
): Map<string, SkillChange> => {
  const changes = new Map<string, SkillChange>();
  const changeOf = (skillId: string): SkillChange => {
    const known = changes.get(skillId) ?? { added: [], anew: false, touches: 0 };
    changes.set(skillId, known);
    return known;
  };
  const idOf = ({ attemptId, questionId, skillId }: Outcome) => `${attemptId}/${questionId}/${skillId}`;
  const [earlier, later] = [[...before], [...now]];
  const had = new Map(earlier.flatMap(({ outcomes }) => outcomes).map((outcome) => [idOf(outcome), outcome]));
  const has = new Map(later.flatMap(({ outcomes }) => outcomes).map((outcome) => [idOf(outcome), outcome]));
  for (const [id, outcome] of had) if (!same(outcome, has.get(id))) changeOf(outcome.skillId).anew = true;
  for (const [id, outcome] of has) if (!same(outcome, had.get(id))) changeOf(outcome.skillId).added.push(outcome);
  for (const [attempts, by] of [[earlier, -1] as const, [later, 1] as const]) {
    for (const skillId of attempts.flatMap(({ touchedSkillIds }) => touchedSkillIds)) changeOf(skillId).touches += by;
  }
  for (const [skillId, { added, anew, touches }] of changes) {
    if (added.length === 0 && !anew && touches === 0) changes.delete(skillId);
  }
  return changes;
};

/** The reviews that attempts, read before and now, have no longer, and have besides. */
export const changedReviews = (
  before: Iterable<AttemptOutcomes>,
  now: Iterable<AttemptOutcomes>,
): { gone: Review[]; added: Review[] } => {
  const idOf = ({ attemptId, questionId }: Review) => `${attemptId}/${questionId}`;
  const had = new Map([...before].flatMap(reviewsOf).map((review) => [idOf(review), review]));
  const has = new Map([...now].flatMap(reviewsOf).map((review) => [idOf(review), review]));
  return {
    gone: [...had].filter(([id, review]) => !same(review, has.get(id))).map(([, review]) => review),
    added: [...has].filter(([id, review]) => !same(review, had.get(id))).map(([, review]) => review),
  };
};
