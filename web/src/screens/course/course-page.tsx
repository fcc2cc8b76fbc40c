import type { Difficulty } from '@hornbook/shared/content/pack.ts';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { HtmlBlock } from '../../components/html-block.tsx';
import { Section } from '../../components/page.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { Tag } from '../../components/tag.tsx';
import { enrol, setEnrollmentStatus } from '../../data/commands/enrol.ts';
import type { CourseView } from '../../data/queries/course-view.ts';
import { difficultyWords } from '../../i18n/words.tsx';
import { Screen } from '../../shell/screen.tsx';
import { TutorButton } from '../tutor/tutor-button.tsx';
import styles from './course.module.css';
import { DownloadPanel } from './download-panel.tsx';
import { EnrollmentPanel } from './enrollment-panel.tsx';
import { UnitBlock } from './unit-block.tsx';

const levels: Difficulty[] = ['beginner', 'intermediate', 'advanced'];

export const CoursePage = ({ course }: { course: CourseView }) => {
  const { t } = useLingui();
  const { entry, manifest, enrollment, progress, units, nextLesson } = course;
  const { courseId, slug, language } = entry;
  const taken = enrollment?.status === 'active' || enrollment?.status === 'completed';
  const { estimatedHours, author } = manifest;
  return (
    <Screen
      title={manifest.title}
      lede={<span lang={language}>{manifest.shortDescription}</span>}
      back={{ href: '/learn', place: <Trans>Learn</Trans> }}
      tool={<TutorButton about={{ context: 'course_guidance', courseId }} name={manifest.title} />}
    >
      <div className={styles.about}>
        <p className={styles.facts}>
          <Plural value={estimatedHours} one="About # hour" other="About # hours" />
          <span lang={language}>{manifest.duration}</span>
          <span>
            <Trans>by {author}</Trans>
          </span>
          {manifest.tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </p>
        {progress && progress.completedLessons > 0 && (
          <div className={styles.progress}>
            <ProgressBar
              value={progress.percent / 100}
              label={t`Progress`}
              tone={progress.percent === 100 ? 'correct' : 'info'}
            />
            <span>
              <Trans>
                {progress.completedLessons} of {progress.totalLessons} lessons
              </Trans>
            </span>
          </div>
        )}
        <div className={styles.actions}>
          {nextLesson && taken && (
            <ButtonLink href={`/learn/${slug}/lessons/${nextLesson.lesson.id}`} wide>
              {progress?.completedLessons ? <Trans>Go on: {nextLesson.lesson.title}</Trans> : <Trans>Begin</Trans>}
            </ButtonLink>
          )}
          {!taken && (
            <Button wide onClick={() => void (enrollment ? setEnrollmentStatus(courseId, 'active') : enrol(courseId))}>
              {enrollment ? <Trans>Take it up again</Trans> : <Trans>Take this course</Trans>}
            </Button>
          )}
        </div>
      </div>
      <Disclosure summary={<Trans>What it is about</Trans>}>
        <HtmlBlock html={manifest.descriptionHtml} lang={language} />
      </Disclosure>
      <DownloadPanel
        courseId={courseId}
        title={manifest.title}
        state={course.download}
        sizeBytes={course.sizeBytes}
        storedBytes={course.storedBytes}
        media={course.media}
      />
      {course.download === 'downloaded' && (
        <div>
          <ButtonLink look="plain" icon="send" href={`/learn/${slug}/give`}>
            <Trans>Give this course to somebody</Trans>
          </ButtonLink>
        </div>
      )}
      {levels.map((level) => {
        const group = units.filter(({ header }) => header.difficulty === level);
        return (
          group.length > 0 && (
            <Section key={level} title={difficultyWords[level]}>
              {group.map((unit) => (
                <UnitBlock key={unit.header.id} course={course} unit={unit} current={nextLesson?.lesson.id} />
              ))}
            </Section>
          )
        );
      })}
      <EnrollmentPanel course={course} />
    </Screen>
  );
};
