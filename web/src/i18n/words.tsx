import type { ActivityKind, Difficulty } from '@hornbook/shared/content/pack.ts';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';

/** The words of the vocabulary, as learners read them. */
export const difficultyWords: Record<Difficulty, ReactNode> = {
  beginner: <Trans>Beginner</Trans>,
  intermediate: <Trans>Intermediate</Trans>,
  advanced: <Trans>Advanced</Trans>,
};

export const activityWords: Record<ActivityKind, ReactNode> = {
  practice: <Trans>Practice</Trans>,
  quiz: <Trans>Quiz</Trans>,
  test: <Trans>Test</Trans>,
  challenge: <Trans>Challenge</Trans>,
};

export const Questions = ({ count }: { count: number }) => (
  <Plural value={count} one="# question" other="# questions" />
);
export const Minutes = ({ count }: { count: number }) => <Plural value={count} one="# min" other="# min" />;

/** The levels as plain strings, for controls that take no elements. */
export const useDifficultyNames = (): Record<Difficulty, string> => {
  const { t } = useLingui();
  return { beginner: t`Beginner`, intermediate: t`Intermediate`, advanced: t`Advanced` };
};
