import { SKILL_POLICY, type SkillPolicy, type SkillState } from './skill-state.ts';

type Judged = Pick<SkillState, 'p' | 'evidence' | 'recent' | 'questions' | 'days' | 'mastered'>;

/** The five conditions of mastery, each as far as it is met, 0–1. */
export interface MasteryParts {
  /** That it is known, by knowledge tracing. */
  known: number;
  /** Against guessing. */
  evidence: number;
  questions: number;
  recent: number;
  days: number;
}

const share = (value: number, of: number): number => Math.min(1, Math.max(0, value / of));

export const masteryParts = (state: Judged, policy: SkillPolicy = SKILL_POLICY): MasteryParts => ({
  known: share(state.p - policy.initial, policy.masteredAt - policy.initial),
  evidence: share(state.evidence, policy.evidence),
  questions: share(state.questions, policy.questions),
  recent: share(state.recent.filter(Boolean).length, policy.windowCorrect),
  days: share(state.days, policy.days),
});

/** A skill that is not mastered never looks full. */
const MOST = 0.95;

/**
 * How near a skill is to being mastered, 0–1: the mean of all five conditions. The traced probability alone is no meter
 * for a learner: it comes near one after four right answers, long before guessing is ruled out or a second day has come.
 */
export const masteryProgress = (state: Judged, policy: SkillPolicy = SKILL_POLICY): number => {
  if (state.mastered) return 1;
  const parts = Object.values(masteryParts(state, policy));
  return Math.min(MOST, parts.reduce((sum, part) => sum + part, 0) / parts.length);
};

/** What a begun skill still wants most, for telling the learner; null when it is mastered. */
export type MasteryLack = 'practice' | 'other-questions' | 'another-day';

export const masteryLack = (state: Judged, policy: SkillPolicy = SKILL_POLICY): MasteryLack | null => {
  if (state.mastered) return null;
  const { questions, days, ...rest } = masteryParts(state, policy);
  if (Object.values(rest).some((part) => part < 1)) return 'practice';
  return questions < 1 ? 'other-questions' : days < 1 ? 'another-day' : 'practice';
};
