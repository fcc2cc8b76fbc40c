import { Trans, useLingui } from '@lingui/react/macro';
import { ButtonLink } from '../../components/button.tsx';
import { EmptyState, MissingState, Skeleton } from '../../components/states.tsx';
import { useCourse } from '../../data/queries/courses.ts';
import { Screen } from '../../shell/screen.tsx';
import { CoursePage } from './course-page.tsx';
import { DownloadPanel } from './download-panel.tsx';

export const CourseScreen = ({ course: idOrSlug }: { course: string }) => {
  const { t } = useLingui();
  const result = useCourse(idOrSlug);
  if (result.kind === 'ready') return <CoursePage course={result.course} />;
  const title = {
    loading: undefined,
    unknown: t`Course`,
    missing: result.kind === 'missing' ? result.entry.title : '',
  };
  return (
    <Screen title={title[result.kind]} back={{ href: '/learn', place: <Trans>Learn</Trans> }}>
      {result.kind === 'loading' && <Skeleton label={t`Fetching the course from this device`} lines={5} />}
      {result.kind === 'missing' && (
        <>
          <MissingState title={<Trans>This course is not on this device yet</Trans>}>
            <Trans>It comes with the next connection. Ask for it here, and it goes on by itself.</Trans>
          </MissingState>
          <DownloadPanel
            courseId={result.entry.courseId}
            title={result.entry.title}
            state="none"
            sizeBytes={result.entry.textBytes + result.entry.assetBytes}
            storedBytes={0}
            media={null}
          />
        </>
      )}
      {result.kind === 'unknown' && (
        <EmptyState
          mayCome
          icon="learn"
          title={<Trans>There is no such course</Trans>}
          action={
            <ButtonLink href="/learn">
              <Trans>See all courses</Trans>
            </ButtonLink>
          }
        >
          <Trans>It may be newer than what this device has heard of.</Trans>
        </EmptyState>
      )}
    </Screen>
  );
};
