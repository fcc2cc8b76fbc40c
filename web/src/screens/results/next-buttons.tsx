import type { FreeMode } from '@hornbook/shared/learning/pick-questions.ts';
import { Trans } from '@lingui/react/macro';
import { Button, ButtonLink } from '../../components/button.tsx';
import { useCourse } from '../../data/queries/courses.ts';
import { useFreePractice } from '../../data/queries/free-practice.ts';
import { activityWords } from '../../i18n/words.tsx';
import type { PlayableAttempt } from '../player/played.ts';
import { useFreeStart } from '../practice/use-free-start.ts';
import { nextStep } from './next-step.ts';
import styles from './results.module.css';

/** One thing to do next, and the same again for who wants it. */
export const NextAfterActivity = ({ view }: { view: Extract<PlayableAttempt, { kind: 'ready' }> }) => {
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
          {activityWords[next.activityKind]}: {title}
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

/** After a free attempt: back to Practice, or more of the same while there is some. */
export const NextAfterFree = ({ mode }: { mode: FreeMode }) => {
  const offers = useFreePractice();
  const start = useFreeStart();
  return (
    <div className={styles.next}>
      <ButtonLink href={mode === 'speak' ? '/practice/speak' : '/practice'} wide>
        {mode === 'speak' ? <Trans>Back to the phrases</Trans> : <Trans>Back to Practice</Trans>}
      </ButtonLink>
      {offers && offers[mode].questions > 0 && (
        <Button look="quiet" onClick={() => void start(mode)}>
          <Trans>More of it</Trans>
        </Button>
      )}
    </div>
  );
};
