import { Trans } from '@lingui/react/macro';
import type { IconName } from '../../components/icon.tsx';
import { Icon } from '../../components/icon.tsx';
import { Row } from '../../components/row.tsx';
import type { LessonStatus, LessonView } from '../../data/queries/course-view.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Minutes } from '../../i18n/words.tsx';
import { ActivityRow } from './activity-row.tsx';
import styles from './course.module.css';

const looks: Record<LessonStatus, { icon: IconName; tone: 'quiet' | 'info' | 'correct' }> = {
  not_started: { icon: 'lesson', tone: 'quiet' },
  in_progress: { icon: 'lesson', tone: 'info' },
  completed: { icon: 'check', tone: 'correct' },
};

interface LessonRowProps {
  course: string;
  language: string;
  lesson: LessonView;
}

export const LessonRow = ({ course, language, lesson }: LessonRowProps) => {
  const { bytes } = useFormat();
  const { header, status, downloaded, sizeBytes, media, activities } = lesson;
  return (
    <>
      <Row
        href={`/learn/${course}/lessons/${header.id}`}
        {...looks[status]}
        title={<span lang={language}>{header.title}</span>}
        detail={
          <>
            <Minutes count={header.estimatedMinutes} />
            {media && (
              <>
                {' · '}
                {media.download === 'downloaded' ? (
                  <Trans>video on this device</Trans>
                ) : (
                  <Trans>video, {bytes(media.sizeBytes)}</Trans>
                )}
              </>
            )}
            {status === 'in_progress' && (
              <>
                {' · '}
                <Trans>begun</Trans>
              </>
            )}
            {status === 'completed' && (
              <>
                {' · '}
                <Trans>done</Trans>
              </>
            )}
          </>
        }
        end={
          downloaded ? (
            <span className={styles.here}>
              <Icon name="device" />
              <span className="visually-hidden">
                <Trans>on this device</Trans>
              </span>
            </span>
          ) : (
            <Trans>needs {bytes(sizeBytes)}</Trans>
          )
        }
      />
      {activities.map((activity) => (
        <ActivityRow key={activity.header.id} course={course} language={language} activity={activity} inLesson />
      ))}
    </>
  );
};
