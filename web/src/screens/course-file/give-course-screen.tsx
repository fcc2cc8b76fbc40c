import { Trans, useLingui } from '@lingui/react/macro';
import { ButtonLink } from '../../components/button.tsx';
import { EmptyState, MissingState, Skeleton } from '../../components/states.tsx';
import { useCourse } from '../../data/queries/courses.ts';
import { Screen } from '../../shell/screen.tsx';
import { GiveCourse } from './give-course.tsx';

/** A course of this device for somebody who has no connection: as one file. */
export const GiveCourseScreen = ({ course: idOrSlug }: { course: string }) => {
  const { t } = useLingui();
  const result = useCourse(idOrSlug);
  const course = result.kind === 'ready' ? result.course : null;
  const entry = course?.entry ?? (result.kind === 'missing' ? result.entry : null);
  const title = entry?.title ?? '';
  return (
    <Screen
      title={result.kind === 'loading' ? undefined : t`Give this course to somebody`}
      lede={entry && <span lang={entry.language}>{title}</span>}
      back={{ href: `/learn/${idOrSlug}`, place: title ? <bdi>{title}</bdi> : <Trans>Course</Trans> }}
    >
      {result.kind === 'loading' && <Skeleton label={t`Fetching the course from this device`} />}
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
        />
      )}
      {entry && course?.download !== 'downloaded' && (
        <MissingState
          title={<Trans>Not all of it is here</Trans>}
          action={
            <ButtonLink href={`/learn/${idOrSlug}`}>
              <Trans>To the course</Trans>
            </ButtonLink>
          }
        >
          <Trans>Download the whole course first; then you can give it to anybody, without a connection.</Trans>
        </MissingState>
      )}
      {course?.download === 'downloaded' && <GiveCourse key={course.version} course={course} />}
    </Screen>
  );
};
