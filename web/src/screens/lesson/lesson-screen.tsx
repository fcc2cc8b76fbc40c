import { Trans, useLingui } from '@lingui/react/macro';
import { ButtonLink } from '../../components/button.tsx';
import { EmptyState, MissingState, Skeleton } from '../../components/states.tsx';
import { useLesson, useLessonProgress } from '../../data/queries/lessons.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Screen } from '../../shell/screen.tsx';
import { Reader } from './reader.tsx';

export const LessonScreen = ({ course, lessonId }: { course: string; lessonId: string }) => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const result = useLesson(course, lessonId);
  const progress = useLessonProgress(lessonId);
  if (result.kind === 'ready' && progress)
    return <Reader key={lessonId} course={course} lesson={result} progress={progress} />;
  const loading = result.kind === 'loading' || result.kind === 'ready';
  const title = result.kind === 'missing' ? (result.header?.title ?? result.entry.title) : t`Lesson`;
  return (
    <Screen
      title={loading ? undefined : title}
      back={{ href: `/learn/${course}`, place: result.kind === 'missing' ? result.entry.title : <Trans>Course</Trans> }}
      focused
    >
      {loading && <Skeleton label={t`Fetching the lesson from this device`} lines={6} />}
      {result.kind === 'missing' && (
        <MissingState
          title={<Trans>Needs download</Trans>}
          action={
            <ButtonLink href={`/learn/${course}`} icon="download">
              <Trans>Get it with the course</Trans>
            </ButtonLink>
          }
        >
          {result.sizeBytes === null ? (
            <Trans>This lesson is not on this device yet.</Trans>
          ) : (
            <Trans>This lesson is not on this device yet: {bytes(result.sizeBytes)}.</Trans>
          )}
        </MissingState>
      )}
      {result.kind === 'unknown' && (
        <EmptyState
          mayCome
          icon="lesson"
          title={<Trans>There is no such lesson</Trans>}
          action={
            <ButtonLink href="/learn">
              <Trans>See all courses</Trans>
            </ButtonLink>
          }
        />
      )}
    </Screen>
  );
};
