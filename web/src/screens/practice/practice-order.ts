import type { SkillStatus } from '@hornbook/shared/learning/skill-state.ts';
import type { SkillView } from '../../data/queries/skills.ts';
import { skillLevel } from './skill-level.ts';

const rank: Record<SkillStatus, number> = { review_needed: 0, in_progress: 1, mastered: 2, not_started: 3 };

/**
 * Weakest first: what fades, then what is being learned from the least known on, then what was never asked, that of the
 * learner's courses before the rest.
 */
export const weakestFirst = (skills: readonly SkillView[]): SkillView[] =>
  skills.toSorted(
    (a, b) =>
      rank[a.status] - rank[b.status] ||
      Number(b.own) - Number(a.own) ||
      skillLevel(a) - skillLevel(b) ||
      (a.dueAt ?? 0) - (b.dueAt ?? 0),
  );

export type PracticeAdvice =
  /** Fading skills; `first` is where to begin. */
  | { kind: 'fading'; first: SkillView; count: number }
  | { kind: 'learning'; first: SkillView }
  /** Nothing begun is in need; something new is there. */
  | { kind: 'new'; first: SkillView }
  /** All is well, or what needs practice isn't on this device. */
  | { kind: 'rest'; next: SkillView | null }
  | { kind: 'nothing' };

/** What to practise now, from the skills in their order. */
export const practiceAdvice = (ordered: readonly SkillView[]): PracticeAdvice => {
  const playable = ordered.filter(({ practice }) => practice !== null);
  const find = (status: SkillStatus) => playable.find((skill) => skill.status === status);
  const fading = find('review_needed');
  if (fading) {
    return { kind: 'fading', first: fading, count: ordered.filter(({ status }) => status === 'review_needed').length };
  }
  const learning = find('in_progress');
  if (learning) return { kind: 'learning', first: learning };
  const begun = ordered.some(({ status }) => status !== 'not_started');
  const fresh = find('not_started');
  if (begun && fresh) return { kind: 'new', first: fresh };
  if (!begun) return { kind: 'nothing' };
  const due = ordered.filter(({ dueAt }) => dueAt !== null).toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
  return { kind: 'rest', next: due[0] ?? null };
};
