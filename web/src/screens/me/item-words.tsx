import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { IconName } from '../../components/icon.tsx';
import type { ItemName, WaitingItem } from '../../data/queries/sync-status.ts';

export const itemIcons: Record<ItemName['kind'], IconName> = {
  quiz: 'quiz',
  practice: 'practice',
  test: 'clock',
  challenge: 'challenge',
  lesson: 'lesson',
  course: 'learn',
  profile: 'me',
  'study-time': 'history',
  plan: 'today',
  notice: 'today',
  settings: 'settings',
  feedback: 'star',
  program: 'challenge',
  recording: 'microphone',
  conversation: 'tutor',
  question: 'tutor',
  subject: 'folder',
  note: 'lesson',
  file: 'file',
  link: 'link',
  draft: 'pencil',
  'past-reviews': 'history',
  other: 'storage',
};

const kinds: Record<ItemName['kind'], ReactNode> = {
  quiz: <Trans>Quiz</Trans>,
  practice: <Trans>Practice</Trans>,
  test: <Trans>Test</Trans>,
  challenge: <Trans>Challenge</Trans>,
  lesson: <Trans>Lesson</Trans>,
  course: <Trans>Course</Trans>,
  profile: <Trans>Profile</Trans>,
  'study-time': <Trans>Time spent learning</Trans>,
  plan: <Trans>Your plan</Trans>,
  notice: <Trans>A notice you read</Trans>,
  settings: <Trans>Settings</Trans>,
  program: <Trans>A program you tried</Trans>,
  recording: <Trans>A phrase you said</Trans>,
  feedback: <Trans>What you think of it</Trans>,
  conversation: <Trans>A conversation</Trans>,
  question: <Trans>Question to the tutor</Trans>,
  subject: <Trans>Subject</Trans>,
  note: <Trans>Note</Trans>,
  file: <Trans>File</Trans>,
  link: <Trans>Link</Trans>,
  draft: <Trans>Something you write as an author</Trans>,
  'past-reviews': <Trans>Reviews from another program</Trans>,
  other: <Trans>Something you did</Trans>,
};

/** "Quiz: Fractions 2" */
export const ItemTitle = ({ name: { kind, title } }: { name: ItemName }) => (
  <>
    {kinds[kind]}
    {title && `: ${title}`}
  </>
);

/** Why it can't go yet. Codes this version knows are told in its own words. */
export const WaitingReason = ({ reason }: { reason: NonNullable<WaitingItem['reason']> }) => {
  if (reason.code.includes('content') || reason.code.includes('reference'))
    return <Trans>waits until the service knows this course</Trans>;
  return <Trans>waits: {reason.message}</Trans>;
};
