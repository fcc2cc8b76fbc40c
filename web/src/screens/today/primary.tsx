import { Trans } from '@lingui/react/macro';
import { ButtonLink } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { useLesson } from '../../data/queries/lessons.ts';
import type { TodayEntry } from '../../data/queries/today.ts';
import { Minutes } from '../../i18n/words.tsx';
import { entryHref, entryTitle } from './entry-words.tsx';
import styles from './today.module.css';

const Heading = ({ entry }: { entry: TodayEntry }) => {
  const title = entryTitle(entry);
  switch (entry.kind) {
    case 'resume-attempt':
      return <Trans>Go on with “{title}”</Trans>;
    case 'continue-lesson':
      return <Trans>Pick up at “{title}”</Trans>;
    case 'next-lesson':
      return <Trans>{title}</Trans>;
    case 'quiz':
      return <Trans>Check yourself: {title}</Trans>;
    case 'review':
      return <Trans>Bring back “{title}”</Trans>;
  }
};

/** For a lesson: its questions can be tried at once, by who knows it already or wants to see. */
const TryFirst = ({ course, lessonId }: { course: string; lessonId: string }) => {
  const lesson = useLesson(course, lessonId);
  const [activity] = lesson.kind === 'ready' ? lesson.header.activities : [];
  if (!activity) return null;
  return (
    <ButtonLink look="plain" wide href={`/play/${course}/${activity.id}`}>
      <Trans>Try its questions first</Trans>
    </ButtonLink>
  );
};

/** The one thing to do now. */
export const Primary = ({ entry, then }: { entry: TodayEntry; then: TodayEntry | undefined }) => {
  const { minutes } = entry;
  const thenTitle = then && entryTitle(then);
  return (
    <Card
      hero
      kicker={
        <>
          <Trans>Now</Trans> · <Minutes count={minutes} />
        </>
      }
    >
      <h2 className={styles.primary}>
        <Heading entry={entry} />
      </h2>
      <p className={styles.quiet}>
        {entry.courseTitle}
        {thenTitle && (
          <>
            {'. '}
            <Trans>Then: {thenTitle}.</Trans>
          </>
        )}
      </p>
      <ButtonLink wide href={entryHref(entry)}>
        {entry.kind === 'resume-attempt' || entry.kind === 'continue-lesson' ? (
          <Trans>Go on</Trans>
        ) : (
          <Trans>Start</Trans>
        )}
      </ButtonLink>
      {entry.kind === 'next-lesson' && <TryFirst course={entry.courseSlug} lessonId={entry.lessonId} />}
    </Card>
  );
};
