import { extendSkill, foldSkillFully, type SkillFold } from '@hornbook/shared/learning/skill-state.ts';
import { changedSkills } from '@hornbook/shared/learning/what-changed.ts';
import type { FoldedAttempt, FoldedSkill, LearnerDatabase } from './learner-database.ts';

export const skillTables = ({ skillStates, staleSkills }: LearnerDatabase) => [skillStates, staleSkills];

export const recordOf = ({ state, trail }: SkillFold, touches: number): FoldedSkill => ({
  ...state,
  touched: touches > 0,
  touches,
  trail,
});

/**
 * Adds what attempts say anew to the skills they speak of, within the transaction that read them. A skill that can't
 * simply go on, because something comes before its latest outcome or is gone, is marked to be folded anew. Gives the
 * marked ones.
 */
export const extendSkills = async (
  { skillStates, staleSkills }: LearnerDatabase,
  before: readonly FoldedAttempt[],
  now: readonly FoldedAttempt[],
): Promise<string[]> => {
  const changes = changedSkills(before, now);
  const skillIds = [...changes.keys()];
  const [known, marks] = await Promise.all([skillStates.bulkGet(skillIds), staleSkills.bulkGet(skillIds)]);
  const extended: FoldedSkill[] = [];
  const stale: string[] = [];
  skillIds.forEach((skillId, index) => {
    const change = changes.get(skillId);
    const record = known[index];
    const touches = (record?.touches ?? 0) + (change?.touches ?? 0);
    const from = record ? { state: withoutTrail(record), trail: record.trail } : foldSkillFully(skillId, []);
    const fold = !change || change.anew || marks[index] ? null : extendSkill(from, change.added);
    // Whether anything speaks of it at all only all its attempts can say.
    if (fold && fold.state.items + touches > 0) extended.push(recordOf(fold, touches));
    else stale.push(skillId);
  });
  await skillStates.bulkPut(extended);
  await staleSkills.bulkPut(stale.map((skillId) => ({ skillId })));
  return stale;
};

const withoutTrail = ({ trail, touches, touched, ...state }: FoldedSkill): SkillFold['state'] => state;

export const foldStaleSkill = async (learner: LearnerDatabase, skillId: string): Promise<void> => {
  const { foldedAttempts, skillStates, staleSkills } = learner;
  await learner.transaction('rw', foldedAttempts, skillStates, staleSkills, async () => {
    const sources = await foldedAttempts.where('skillIds').equals(skillId).toArray();
    const outcomes = sources.flatMap((source) => source.outcomes.filter((outcome) => outcome.skillId === skillId));
    const touches = sources.filter(({ touchedSkillIds }) => touchedSkillIds.includes(skillId)).length;
    if (sources.length === 0) await skillStates.delete(skillId);
    else await skillStates.put(recordOf(foldSkillFully(skillId, outcomes), touches));
    await staleSkills.delete(skillId);
  });
};
