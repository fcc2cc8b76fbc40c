import type { SkillStatus } from '@hornbook/shared/learning/skill-state.ts';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Tone } from '../../components/tag.tsx';
import { Tag } from '../../components/tag.tsx';

/** The four states of a skill, as learners read them. */
export const skillWords: Record<SkillStatus, ReactNode> = {
  review_needed: <Trans>Fading</Trans>,
  in_progress: <Trans>Learning</Trans>,
  mastered: <Trans>Mastered</Trans>,
  not_started: <Trans>Not started</Trans>,
};

export const skillTones: Record<SkillStatus, Tone> = {
  review_needed: 'accent',
  in_progress: 'info',
  mastered: 'correct',
  not_started: 'quiet',
};

export const SkillTag = ({ status }: { status: SkillStatus }) => (
  <Tag tone={skillTones[status]}>{skillWords[status]}</Tag>
);
