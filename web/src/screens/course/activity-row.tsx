import { Trans } from '@lingui/react/macro';
import { Row } from '../../components/row.tsx';
import { Tag } from '../../components/tag.tsx';
import type { ActivityView } from '../../data/queries/course-view.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { activityWords, Questions } from '../../i18n/words.tsx';

interface ActivityRowProps {
  course: string;
  language: string;
  activity: ActivityView;
  /** Under its lesson, which the row above it is. */
  inLesson?: boolean;
}

const icons = { practice: 'practice', quiz: 'quiz', test: 'clock', challenge: 'challenge' } as const;

export const ActivityRow = ({ course, language, activity, inLesson = false }: ActivityRowProps) => {
  const { percent } = useFormat();
  const { header, bestPercent, inProgressAttemptId } = activity;
  // A lesson may have several programs to write, which only their titles tell apart.
  const byTitle = !inLesson || header.kind === 'challenge';
  const kind = (
    <>
      {activityWords[header.kind]} · <Questions count={header.questionCount} />
    </>
  );
  return (
    <Row
      href={`/play/${course}/${header.id}`}
      icon={icons[header.kind]}
      tone="accent"
      inset={inLesson}
      title={byTitle ? <span lang={language}>{header.title}</span> : kind}
      detail={byTitle ? kind : null}
      end={
        inProgressAttemptId ? (
          <Tag tone="info">
            <Trans>begun</Trans>
          </Tag>
        ) : bestPercent !== null ? (
          <Tag tone={bestPercent === 100 ? 'correct' : 'quiet'}>
            <Trans>best {percent(bestPercent)}</Trans>
          </Tag>
        ) : null
      }
    />
  );
};
