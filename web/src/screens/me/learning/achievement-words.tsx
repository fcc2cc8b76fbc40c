import type { AchievementId } from '@hornbook/shared/learning/achievements.ts';
import { useLingui } from '@lingui/react/macro';

/** What each achievement is called and what it is for. */
export const useAchievementWords = (): ((id: AchievementId) => { title: string; what: string }) => {
  const { t } = useLingui();
  const words: Record<AchievementId, { title: string; what: string }> = {
    'first-lesson': { title: t`Opened the book`, what: t`Finish a lesson` },
    'first-answers': { title: t`Had a word`, what: t`Answer ten questions` },
    'first-skill': { title: t`Taken root`, what: t`Master a skill` },
    'ten-lessons': { title: t`A good pile`, what: t`Finish ten lessons` },
    'fifty-lessons': { title: t`A full shelf`, what: t`Finish fifty lessons` },
    'first-course': { title: t`Flag planted`, what: t`Finish a course` },
    'three-courses': { title: t`Three summits`, what: t`Finish three courses` },
    'hundred-right': { title: t`A hundred times right`, what: t`Give a hundred right answers` },
    'thousand-right': { title: t`A thousand times right`, what: t`Give a thousand right answers` },
    'all-right': { title: t`Not one wrong`, what: t`Get every point of an activity` },
    'all-right-ten': { title: t`Not one wrong, ten times`, what: t`Get every point of ten activities` },
    'ten-skills': { title: t`A garden`, what: t`Master ten skills` },
    'three-days': { title: t`Three mornings`, what: t`Learn on three days` },
    'thirty-days': { title: t`A month of days`, what: t`Learn on thirty days` },
    'hundred-days': { title: t`A hundred days`, what: t`Learn on a hundred days` },
    'week-in-a-row': { title: t`Seven in a row`, what: t`Learn seven days in a row, rest days apart` },
    'month-in-a-row': { title: t`From moon to moon`, what: t`Learn thirty days in a row, rest days apart` },
    'five-hours': { title: t`Five hours of sand`, what: t`Spend five hours learning` },
    'well-rested': { title: t`Well rested`, what: t`Let a rest day do its work` },
    'came-back': { title: t`Welcome back`, what: t`Return after two weeks away` },
    'brought-back': { title: t`Brought back`, what: t`Bring back a skill that was fading` },
    'did-better': { title: t`Better than before`, what: t`Better an earlier day's result` },
  };
  return (id) => words[id];
};
