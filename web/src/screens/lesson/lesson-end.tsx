import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useLocation } from 'wouter';
import { Button, ButtonLink } from '../../components/button.tsx';
import { completeLesson } from '../../data/commands/study-lesson.ts';
import type { LessonProgressView } from '../../data/queries/lessons.ts';
import { showToast } from '../../ui-state/toasts.ts';
import { FeedbackButton } from '../feedback/feedback-button.tsx';
import styles from './lesson.module.css';
import type { ReadyLesson } from './reader.tsx';

interface LessonEndProps {
  course: string;
  lesson: ReadyLesson;
  progress: LessonProgressView;
}

/** What comes after reading: the questions of the lesson, or the next lesson. */
export const LessonEnd = ({ course, lesson, progress }: LessonEndProps) => {
  const { t } = useLingui();
  const [, navigate] = useLocation();
  const { entry, header, part, next } = lesson;
  // What a story asks between its lines has been asked; then comes what follows it.
  const inStory = part.media?.story?.activityId;
  const activity = header.activities.find(({ id }) => id !== inStory) ?? header.activities[0];
  const done = progress.status === 'completed';

  /** False when it could not be kept; then nothing goes on as if it had been. */
  const complete = async (): Promise<boolean> => {
    if (done) return true;
    const outcome = await completeLesson(entry.courseId, header.id);
    if (outcome.kind === 'not-stored') {
      showToast(t`Not saved: make some room on this device, then try again.`);
      return false;
    }
    if (outcome.courseCompleted) showToast(t`That was the last lesson: course completed.`);
    return true;
  };
  const handleCheck = async () => {
    if (activity && (await complete())) navigate(`/play/${course}/${activity.id}`);
  };
  const handleNext = async () => {
    if (await complete()) navigate(next ? `/learn/${course}/lessons/${next.id}` : `/learn/${course}`);
  };
  const count = activity?.questionCount ?? 0;
  return (
    <div className={styles.end}>
      {activity && (
        <Button look="accent" wide onClick={() => void handleCheck()}>
          <Plural value={count} one="Check yourself · # question" other="Check yourself · # questions" />
        </Button>
      )}
      <Button look={activity ? 'plain' : 'action'} wide onClick={() => void handleNext()}>
        {next ? (
          done ? (
            <Trans>Next lesson</Trans>
          ) : (
            <Trans>Done, next lesson</Trans>
          )
        ) : (
          <Trans>Done, back to the course</Trans>
        )}
      </Button>
      <ButtonLink look="plain" icon="print" href={`/learn/${course}/lessons/${header.id}/print`}>
        <Trans>Print the lesson or its questions</Trans>
      </ButtonLink>
      {done && (
        <FeedbackButton
          target={{ targetKind: 'lesson', targetId: header.id, courseId: entry.courseId }}
          name={header.title}
        />
      )}
    </div>
  );
};
