import { plural } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'wouter';
import { Icon } from '../../../components/icon.tsx';
import type { LearningRecord } from '../../../data/queries/learning-record.ts';
import { useAppBadge } from '../../../shell/use-app-badge.ts';
import styles from './day.module.css';

const StreakWords = ({ record }: { record: LearningRecord }) => {
  const { streak, weekly, settings } = record;
  const { daysThisWeek, goal } = weekly;
  if (settings.streakKind === 'weekly')
    return (
      <Trans>
        {daysThisWeek} of {goal} days this week
      </Trans>
    );
  if (streak.current > 1) return <Plural value={streak.current} one="# day in a row" other="# days in a row" />;
  return streak.activeToday ? <Trans>Day one</Trans> : <Trans>Today can be day one</Trans>;
};

/** Under the greeting: how it goes, and what there is to tell. Each part is there only if the learner wants it. */
export const DayStrip = ({ record }: { record: LearningRecord }) => {
  const { t } = useLingui();
  const { settings, streak, notices } = record;
  const unread = notices.filter(({ read }) => !read).length;
  const rest = streak.freezes;
  useAppBadge(settings.badge ? unread : 0);
  return (
    <div className={styles.strip}>
      {settings.streak && (
        <Link href="/me/streak" className={styles.pill}>
          <span className={streak.activeToday ? styles.lit : styles.unlit}>
            <Icon name="streak" />
          </span>
          <span className={styles.pillWords}>
            <StreakWords record={record} />
            {settings.streakKind === 'daily' && rest > 0 && (
              <span className={styles.pillEnd}>
                <Plural value={rest} one="# rest day in hand" other="# rest days in hand" />
              </span>
            )}
          </span>
        </Link>
      )}
      {settings.notices && (
        <Link
          href="/me/notices"
          className={`${styles.pill} ${styles.bell}`}
          aria-label={unread === 0 ? t`Notices` : t`Notices, ${plural(unread, { one: '# unread', other: '# unread' })}`}
        >
          <Icon name="bell" />
          {unread > 0 && <span className={styles.count}>{unread}</span>}
        </Link>
      )}
    </div>
  );
};
