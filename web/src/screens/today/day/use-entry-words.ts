import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { IconName } from '../../../components/icon.tsx';
import type { DayEntry } from '../../../data/queries/day-plan.ts';

export const entryIcons: Record<DayEntry['kind'], IconName> = {
  cards: 'practice',
  skill: 'history',
  attempt: 'quiz',
  lesson: 'lesson',
  quiz: 'quiz',
  mixed: 'star',
};

/** What an entry of the plan is called, and what kind of thing it is. */
export const useEntryWords = () => {
  const { t } = useLingui();
  const title = (entry: DayEntry): string => {
    if (entry.title !== null) return entry.title;
    switch (entry.kind) {
      case 'cards':
        return t`Refresh what you know`;
      case 'mixed':
        return t`A mix of everything`;
      case 'skill':
        return t`A skill that fades`;
      case 'attempt':
        return t`Practice`;
      default:
        return t`Something from your other device`;
    }
  };
  const kind = (entry: DayEntry): string => {
    const { count, questions, answered } = entry;
    switch (entry.kind) {
      case 'cards':
        return t`${plural(count, { one: '# question is due', other: '# questions are due' })}`;
      case 'skill':
        return t`Fading: a few minutes bring it back`;
      case 'attempt':
        return t`${plural(questions, { one: `${answered} of # question answered`, other: `${answered} of # questions answered` })}`;
      case 'lesson':
        return entry.begun ? t`Lesson, begun` : t`Lesson`;
      case 'quiz':
        return t`Quiz`;
      case 'mixed':
        return t`Ten questions on all you have mastered`;
    }
  };
  /** Of what is done nothing is due any more, and no figure of what is left. */
  const doneKind = (entry: DayEntry): string => {
    switch (entry.kind) {
      case 'cards':
        return t`Reviews`;
      case 'skill':
        return t`A skill brought back`;
      case 'attempt':
        return t`Questions`;
      case 'lesson':
        return t`Lesson`;
      case 'quiz':
        return t`Quiz`;
      case 'mixed':
        return t`Ten questions`;
    }
  };
  return { title, kind, doneKind };
};
