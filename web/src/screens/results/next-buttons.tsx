import { Trans } from '@lingui/react/macro';
import { ButtonLink } from '../../components/button.tsx';
import { useCourse } from '../../data/queries/courses.ts';
import type { ReadyAttempt } from '../player/use-player.ts';
import { nextStep } from './next-step.ts';
import styles from './results.module.css';

/** One thing to do next, and the same again for who wants it. */
export const NextButtons = ({ view }: { view: ReadyAttempt }) => {
  const { activity, entry } = view;
  const course = useCourse(entry.slug);
  const next = course.kind === 'ready' ? nextStep(course.course, activity.id) : null;
  const title = next && next.kind !== 'course' ? next.title : '';
  return (
    <div className={styles.next}>
      {next?.kind === 'lesson' && (
        <ButtonLink href={`/learn/${entry.slug}/lessons/${next.id}`} wide>
          <Trans>Next: {title}</Trans>
        </ButtonLink>
      )}
      {next?.kind === 'activity' && (
        <ButtonLink href={`/play/${entry.slug}/${next.id}`} wide>
          {title}
        </ButtonLink>
      )}
      {next?.kind === 'course' && (
        <ButtonLink href={`/learn/${entry.slug}`} wide>
          <Trans>Back to the course</Trans>
        </ButtonLink>
      )}
      <ButtonLink href={`/play/${entry.slug}/${activity.id}`} look="quiet" wide>
        <Trans>Try again</Trans>
      </ButtonLink>
    </div>
  );
};
