import type { Attempt } from '@hornbook/shared/collections/attempts.ts';
import { attemptOutcomes } from '@hornbook/shared/learning/outcomes.ts';
import { foldSkill, type Outcome } from '@hornbook/shared/learning/skill-state.ts';
import type { FactsOf, FoldedSkill } from './fold-skills.ts';

interface Said {
  outcomes: Outcome[];
  touchedSkillIds: string[];
}

/** What one learner's attempts say, kept so that a changed attempt refolds only the skills it speaks of. */
export interface SkillFolder {
  /** Outcomes held: what it costs to keep this. */
  readonly size: number;
  /** Takes attempts, new or changed, and gives the skills they touch: as they are now, or null when nothing speaks of them. */
  take(attempts: readonly Attempt[], factsOf: FactsOf): Map<string, FoldedSkill | null>;
}

export const makeSkillFolder = (): SkillFolder => {
  const byAttempt = new Map<string, Said>();
  const attemptsOf = new Map<string, Set<string>>();
  let size = 0;

  const skillsOf = ({ outcomes, touchedSkillIds }: Said) =>
    new Set([...touchedSkillIds, ...outcomes.map(({ skillId }) => skillId)]);

  const replace = (id: string, said: Said): Set<string> => {
    const before = byAttempt.get(id);
    const skills = skillsOf(said);
    const affected = new Set(skills);
    if (before) {
      size -= before.outcomes.length;
      for (const skillId of skillsOf(before)) {
        affected.add(skillId);
        attemptsOf.get(skillId)?.delete(id);
      }
    }
    size += said.outcomes.length;
    if (skills.size === 0) byAttempt.delete(id);
    else byAttempt.set(id, said);
    for (const skillId of skills) {
      const known = attemptsOf.get(skillId);
      if (known) known.add(id);
      else attemptsOf.set(skillId, new Set([id]));
    }
    return affected;
  };

  const fold = (skillId: string): FoldedSkill | null => {
    const ids = attemptsOf.get(skillId);
    if (!ids || ids.size === 0) {
      attemptsOf.delete(skillId);
      return null;
    }
    const outcomes: Outcome[] = [];
    let touched = false;
    for (const id of ids) {
      const said = byAttempt.get(id);
      for (const outcome of said?.outcomes ?? []) if (outcome.skillId === skillId) outcomes.push(outcome);
      touched ||= said?.touchedSkillIds.includes(skillId) ?? false;
    }
    return { ...foldSkill(skillId, outcomes), touched };
  };

  return {
    get size() {
      return size;
    },
    take: (attempts, factsOf) => {
      const affected = new Set<string>();
      for (const attempt of attempts) {
        const said = attemptOutcomes(attempt, factsOf(attempt));
        for (const skillId of replace(attempt.id, said)) affected.add(skillId);
      }
      return new Map([...affected].map((skillId) => [skillId, fold(skillId)]));
    },
  };
};
