import type { Notice } from '@hornbook/shared/learning/notices.ts';
import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { IconName } from '../../../components/icon.tsx';
import { useCatalogue } from '../../../data/queries/courses.ts';
import { useSkills } from '../../../data/queries/skills.ts';
import { useAchievementWords } from './achievement-words.tsx';

export interface NoticeWords {
  title: string;
  message: string;
  href: string;
  icon: IconName;
  tone: 'info' | 'accent' | 'correct' | 'quiet';
}

/** What a notice says, and where it leads. */
export const useNoticeWords = (): ((notice: Notice) => NoticeWords) => {
  const { t, i18n } = useLingui();
  const catalogue = useCatalogue();
  const skills = useSkills();
  const awards = useAchievementWords();
  return (notice) => {
    switch (notice.kind) {
      case 'welcome':
        return {
          title: t`Welcome to Hornbook`,
          message: t`How it decides what to ask you, and when, in plain words.`,
          href: '/me/how',
          icon: 'learn',
          tone: 'info',
        };
      case 'achievement':
        return {
          title: awards(notice.achievementId).title,
          message: t`${plural(notice.points, { one: 'An achievement, and # point', other: 'An achievement, and # points' })}`,
          href: '/me/achievements',
          icon: 'star',
          tone: 'accent',
        };
      case 'rested': {
        return {
          title: t`You rested, and it goes on`,
          message: t`A rest day covered the day you had off.`,
          href: '/me/streak',
          icon: 'streak',
          tone: 'accent',
        };
      }
      case 'course-completed': {
        const courses = catalogue.kind === 'ready' ? catalogue.courses : [];
        const course = courses.find(({ entry }) => entry.courseId === notice.courseId)?.entry;
        return {
          title: course ? t`Course finished: ${course.title}` : t`Course finished`,
          message: t`Its skills stay with you: Practice keeps them fresh.`,
          href: course ? `/learn/${course.slug}` : '/learn',
          icon: 'challenge',
          tone: 'correct',
        };
      }
      case 'week': {
        const { minutes, days, answered, correct } = notice;
        const time = t`${plural(minutes, { one: '# minute', other: '# minutes' })} on ${plural(days, { one: '# day', other: '# days' })}`;
        const right = i18n.number(correct / Math.max(1, answered), { style: 'percent' });
        return {
          title: t`Your last week`,
          message: answered > 0 ? t`${time}, ${right} of answers right` : time,
          href: '/me/progress',
          icon: 'progress',
          tone: 'info',
        };
      }
      case 'fading': {
        const names = notice.skillIds.flatMap((id) => skills?.skills.find(({ skillId }) => skillId === id)?.name ?? []);
        const count = notice.skillIds.length;
        return {
          title:
            names[0] && count === 1
              ? t`Fading: ${names[0]}`
              : t`${plural(count, { one: '# skill is fading', other: '# skills are fading' })}`,
          message: t`A few minutes bring it back.`,
          href: '/practice',
          icon: 'history',
          tone: 'accent',
        };
      }
    }
  };
};
