import { Plural, Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import { CourseCover } from '../../components/course-cover.tsx';
import { Icon } from '../../components/icon.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { Tag } from '../../components/tag.tsx';
import type { CourseSummary } from '../../data/queries/course-view.ts';
import { difficultyWords } from '../../i18n/words.tsx';
import styles from './learn.module.css';

export const CourseCard = ({ course: { entry, progress, enrollment, download } }: { course: CourseSummary }) => {
  const { estimatedHours, lessonCount } = entry;
  const begun = enrollment !== null && progress !== null;
  return (
    <li className={styles.card}>
      <CourseCover thumbnail={entry.thumbnail} />
      <div className={styles.words}>
        <h2>
          <Link href={`/learn/${entry.slug}`} className={styles.link} lang={entry.language}>
            {entry.title}
          </Link>
        </h2>
        <p className={styles.description} lang={entry.language}>
          {entry.shortDescription}
        </p>
        <p className={styles.facts}>
          <Tag>{difficultyWords[entry.difficulty]}</Tag>
          <span>
            <Plural value={lessonCount} one="# lesson" other="# lessons" />
          </span>
          <span>
            <Plural value={estimatedHours} one="about # hour" other="about # hours" />
          </span>
          {download === 'downloaded' && (
            <span className={styles.here}>
              <Icon name="check" />
              <Trans>on this device</Trans>
            </span>
          )}
        </p>
        {begun && (
          <div className={styles.progress}>
            <ProgressBar
              value={progress.percent / 100}
              label={entry.title}
              tone={progress.percent === 100 ? 'correct' : 'info'}
            />
            <span>
              <Trans>
                {progress.completedLessons} of {progress.totalLessons}
              </Trans>
            </span>
          </div>
        )}
      </div>
    </li>
  );
};
