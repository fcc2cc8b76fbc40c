import { Trans } from '@lingui/react/macro';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import type { DayEntry } from '../../../data/queries/day-plan.ts';
import { useLesson } from '../../../data/queries/lessons.ts';
import { Minutes } from '../../../i18n/words.tsx';
import styles from './day.module.css';
import { ChangeButton } from './plan-row.tsx';
import { useEntryWords } from './use-entry-words.ts';
import { useOpenEntry } from './use-open-entry.ts';

const Heading = ({ entry }: { entry: DayEntry }) => {
  const title = useEntryWords().title(entry);
  switch (entry.kind) {
    case 'attempt':
      return <Trans>Go on with “{title}”</Trans>;
    case 'lesson':
      return entry.begun ? <Trans>Pick up at “{title}”</Trans> : title;
    case 'quiz':
      return <Trans>Check yourself: {title}</Trans>;
    case 'skill':
      return <Trans>Bring back “{title}”</Trans>;
    default:
      return title;
  }
};

/** For a lesson: its questions can be tried at once, by who knows it already or wants to see. */
const TryFirst = ({ href, lessonId }: { href: string; lessonId: string }) => {
  const [, , course = ''] = href.split('/');
  const lesson = useLesson(course, lessonId);
  const [activity] = lesson.kind === 'ready' ? lesson.header.activities : [];
  if (!activity) return null;
  return (
    <ButtonLink look="plain" wide href={`/play/${course}/${activity.id}`}>
      <Trans>Try its questions first</Trans>
    </ButtonLink>
  );
};

interface PrimaryProps {
  entry: DayEntry;
  then: DayEntry | undefined;
  onMore: (entry: DayEntry) => void;
}

/** The one thing to do now. */
export const Primary = ({ entry, then, onMore }: PrimaryProps) => {
  const words = useEntryWords();
  const open = useOpenEntry();
  const { minutes, href, courseTitle } = entry;
  const thenTitle = then && words.title(then);
  const goOn = entry.kind === 'attempt' || entry.begun ? <Trans>Go on</Trans> : <Trans>Start</Trans>;
  return (
    <Card
      hero
      kicker={
        <>
          <Trans>Now</Trans> · <Minutes count={minutes} />
        </>
      }
      end={<ChangeButton title={words.title(entry)} onClick={() => onMore(entry)} />}
    >
      <h2 className={styles.primary} lang={entry.language ?? undefined}>
        <Heading entry={entry} />
      </h2>
      <p className={styles.quiet}>
        {courseTitle ?? words.kind(entry)}
        {entry.partly && (
          <>
            {' · '}
            <Trans>A part of it is enough for today</Trans>
          </>
        )}
      </p>
      {thenTitle && (
        <p className={styles.quiet}>
          <Trans>Then: {thenTitle}</Trans>
        </p>
      )}
      {href ? (
        <ButtonLink wide href={href} onOpen={() => open(entry)}>
          {goOn}
        </ButtonLink>
      ) : (
        <Button wide onClick={() => open(entry)}>
          {goOn}
        </Button>
      )}
      {entry.kind === 'lesson' && !entry.begun && href && <TryFirst href={href} lessonId={entry.target} />}
    </Card>
  );
};
