import type { SkillView } from '../../data/queries/skills.ts';

/** How full a skill's meter is, 0–1: how near it is to mastered; of a mastered skill, what would be recalled now. */
export const skillLevel = ({ known, retrievability }: Pick<SkillView, 'known' | 'retrievability'>): number =>
  retrievability ?? known ?? 0;
