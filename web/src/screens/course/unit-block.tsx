import { Plural, Trans } from '@lingui/react/macro';
import { HtmlBlock } from '../../components/html-block.tsx';
import { Rows } from '../../components/row.tsx';
import type { CourseView, UnitView } from '../../data/queries/course-view.ts';
import { ActivityRow } from './activity-row.tsx';
import styles from './course.module.css';
import { LessonRow } from './lesson-row.tsx';
import { MediaDownload } from './media-download.tsx';
import { UnitDownload } from './unit-download.tsx';

interface UnitBlockProps {
  course: CourseView;
  unit: UnitView;
  /** The lesson to go on with. */
  current: string | undefined;
}

/** A unit with its lessons, each followed by its activities. Open where the learner is. */
export const UnitBlock = ({ course, unit, current }: UnitBlockProps) => {
  const { header, lessons, activities, completedLessons } = unit;
  const { slug, language, courseId } = course.entry;
  const here = lessons.some((lesson) => lesson.header.id === current);
  const count = lessons.length;
  return (
    <details className={styles.unit} open={here || course.units.length <= 2 ? true : undefined}>
      <summary className={styles.summary}>
        <span className={styles.unitWords}>
          <span className={styles.unitTitle} lang={language}>
            {header.title}
          </span>
          <span className={styles.quiet}>
            {completedLessons > 0 ? (
              <Plural
                value={count}
                one={`${completedLessons} of # lesson done`}
                other={`${completedLessons} of # lessons done`}
              />
            ) : (
              <Plural value={count} one="# lesson" other="# lessons" />
            )}
          </span>
        </span>
      </summary>
      <div className={styles.inside}>
        {header.summaryHtml && (
          <div className={styles.quiet}>
            <HtmlBlock html={header.summaryHtml} lang={language} />
          </div>
        )}
        <Rows>
          {lessons.map((lesson) => (
            <LessonRow key={lesson.header.id} course={slug} language={language} lesson={lesson} />
          ))}
        </Rows>
        {activities.length > 0 && (
          <>
            <h3 className={styles.subheading}>
              <Trans>For the whole unit</Trans>
            </h3>
            <Rows>
              {activities.map((activity) => (
                <ActivityRow key={activity.header.id} course={slug} language={language} activity={activity} />
              ))}
            </Rows>
          </>
        )}
        <UnitDownload courseId={courseId} unit={unit} />
        {unit.media && course.units.length > 1 && (
          <MediaDownload courseId={courseId} scope={header.id} title={header.title} media={unit.media} />
        )}
      </div>
    </details>
  );
};
