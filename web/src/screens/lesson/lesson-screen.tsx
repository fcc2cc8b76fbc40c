import { Trans, useLingui } from '@lingui/react/macro';
import { ButtonLink } from '../../components/button.tsx';
import { EmptyState, MissingState, Skeleton } from '../../components/states.tsx';
import { useLesson, useLessonProgress } from '../../data/queries/lessons.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { learningScreen } from '../../shell/lazy-screen.tsx';
import { Screen } from '../../shell/screen.tsx';
import type { MediaReader as Media } from './media/media-reader.tsx';
import { Reader } from './reader.tsx';

/** Players, and what is asked in a story: only for the lessons that have them. */
const MediaReader = learningScreen<Parameters<typeof Media>[0]>(
  async () => (await import('./media/media-reader.tsx')).MediaReader,
);

export const LessonScreen = ({ course, lessonId }: { course: string; lessonId: string }) => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const result = useLesson(course, lessonId);
  const progress = useLessonProgress(lessonId);
  if (result.kind === 'ready' && progress) {
    const { media } = result.part;
    const props = { course, lesson: result, progress };
    return media ? <MediaReader key={lessonId} {...props} media={media} /> : <Reader key={lessonId} {...props} />;
  }
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
