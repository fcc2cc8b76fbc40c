import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { IconName } from '../../components/icon.tsx';
import type { TodayEntry } from '../../data/queries/today.ts';

export const entryTitle = (entry: TodayEntry): string => (entry.kind === 'review' ? entry.skill.name : entry.title);

/** Where an entry of the plan leads. */
export const entryHref = (entry: TodayEntry): string => {
  switch (entry.kind) {
    case 'resume-attempt':
      return `/attempts/${entry.attemptId}`;
    case 'continue-lesson':
    case 'next-lesson':
      return `/learn/${entry.courseSlug}/lessons/${entry.lessonId}`;
    case 'quiz':
    case 'review':
      return `/play/${entry.courseSlug}/${entry.activityId}`;
  }
};

export const entryIcons: Record<TodayEntry['kind'], IconName> = {
  'resume-attempt': 'quiz',
  'continue-lesson': 'lesson',
  'next-lesson': 'lesson',
  quiz: 'quiz',
  review: 'practice',
};

/** What kind of thing an entry is, and how far along. */
export const EntryKind = ({ entry }: { entry: TodayEntry }): ReactNode => {
  switch (entry.kind) {
    case 'resume-attempt': {
      const { answered, questions } = entry;
      return (
        <Plural
          value={questions}
          one={`${answered} of # question answered`}
          other={`${answered} of # questions answered`}
        />
      );
    }
    case 'continue-lesson':
      return <Trans>Lesson, begun</Trans>;
    case 'next-lesson':
      return <Trans>Lesson</Trans>;
    case 'quiz':
      return <Trans>Quiz</Trans>;
    case 'review':
      return <Trans>Fading: a few minutes bring it back</Trans>;
  }
};
