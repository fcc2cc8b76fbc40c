import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { Tag, type Tone } from '../../components/tag.tsx';
import { setEnrollmentStatus } from '../../data/commands/enrol.ts';
import type { CourseView } from '../../data/queries/course-view.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { showToast } from '../../ui-state/toasts.ts';
import { FeedbackButton } from '../feedback/feedback-button.tsx';
import styles from './course.module.css';

type Status = NonNullable<CourseView['enrollment']>['status'];

const states: Record<Status, { words: ReactNode; tone: Tone }> = {
  active: { words: <Trans>Taking it</Trans>, tone: 'info' },
  completed: { words: <Trans>Completed</Trans>, tone: 'correct' },
  paused: { words: <Trans>Paused</Trans>, tone: 'accent' },
  dropped: { words: <Trans>Left</Trans>, tone: 'quiet' },
};

/** How a learner stands to a course, and what can be changed about it. Nothing learned is lost by any of it. */
export const EnrollmentPanel = ({ course }: { course: CourseView }) => {
  const { t } = useLingui();
  const { day, percent } = useFormat();
  const { entry, enrollment, progress, manifest } = course;
  const { courseId } = entry;
  if (!enrollment) return null;
  const { status, enrolledAt, lastAccessedAt, completedAt } = enrollment;
  const change = async (next: Status) => {
    const outcome = await setEnrollmentStatus(courseId, next);
    if (outcome.kind === 'not-stored') showToast(t`Not saved: make some room on this device, then try again.`);
  };
  return (
    <Section
      title={<Trans>You and this course</Trans>}
      end={<Tag tone={states[status].tone}>{states[status].words}</Tag>}
    >
      <dl className={styles.standing}>
        <div>
          <dt>
            <Trans>Done</Trans>
          </dt>
          <dd>{percent(progress?.percent ?? 0)}</dd>
        </div>
        <div>
          <dt>
            <Trans>Taken</Trans>
          </dt>
          <dd>{day(enrolledAt)}</dd>
        </div>
        <div>
          <dt>{completedAt ? <Trans>Completed</Trans> : <Trans>Last opened</Trans>}</dt>
          <dd>{day(completedAt ?? lastAccessedAt)}</dd>
        </div>
      </dl>
      <div className={styles.choices}>
        {status === 'active' && (
          <Button look="quiet" icon="pause" onClick={() => void change('paused')}>
            <Trans>Pause this course</Trans>
          </Button>
        )}
        {(status === 'active' || status === 'paused') && (
          <Button look="quiet" onClick={() => void change('dropped')}>
            <Trans>Leave this course</Trans>
          </Button>
        )}
        {status !== 'active' && (
          <Button look="quiet" icon="play" onClick={() => void change('active')}>
            {status === 'completed' ? <Trans>Go through it again</Trans> : <Trans>Go on with it</Trans>}
          </Button>
        )}
        <FeedbackButton target={{ targetKind: 'course', targetId: courseId, courseId }} name={manifest.title} />
      </div>
      {status !== 'completed' && (
        <p className={styles.aside}>
          <Trans>Paused or left, it is not in your plan. What you learned stays, and so does your place.</Trans>
        </p>
      )}
    </Section>
  );
};
