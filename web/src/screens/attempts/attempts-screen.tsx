import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { Row, Rows } from '../../components/row.tsx';
import { EmptyState, Skeleton } from '../../components/states.tsx';
import { Tag } from '../../components/tag.tsx';
import { type AttemptHistory, useAttemptsOf } from '../../data/queries/attempts.ts';
import { type ActivityResult, useActivity } from '../../data/queries/lessons.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Screen } from '../../shell/screen.tsx';
import { BestAndLatest } from './best-and-latest.tsx';
import { History } from './history.tsx';

const page = 50;

/** Attempts that were begun and not finished. None is lost: each can be taken up again. */
const Stopped = ({ history }: { history: AttemptHistory }) => {
  const { dayAndTime } = useFormat();
  return (
    <Rows>
      {history.stopped.slice(0, page).map(({ attempt, standing }) => {
        const { answeredCount, questionCount } = standing;
        return (
          <Row
            key={attempt.id}
            href={`/attempts/${attempt.id}`}
            icon="pause"
            tone="quiet"
            title={dayAndTime(attempt.startedAt)}
            detail={
              <Trans>
                {answeredCount} of {questionCount} answered
              </Trans>
            }
            end={<Tag>{standing.status === 'in_progress' ? <Trans>Going on</Trans> : <Trans>Stopped</Trans>}</Tag>}
          />
        );
      })}
    </Rows>
  );
};

const titleOf = (result: ActivityResult, fallback: string): string | undefined => {
  if (result.kind === 'ready') return result.activity.title;
  if (result.kind === 'loading') return undefined;
  return result.kind === 'missing' ? (result.place?.header.title ?? fallback) : fallback;
};

/** Everything that was ever done at one activity. It needs only the learner's own rows, not the course. */
export const AttemptsScreen = ({ course, activityId }: { course: string; activityId: string }) => {
  const { t } = useLingui();
  const result = useActivity(course, activityId);
  const history = useAttemptsOf(activityId);
  const [most, setMost] = useState(page);
  const play = `/play/${course}/${activityId}`;
  const count = history?.completed.length ?? 0;
  const isEmpty = history && count === 0 && history.stopped.length === 0;
  return (
    <Screen
      title={titleOf(result, t`Attempts`)}
      back={{ href: `/learn/${course}`, place: result.kind === 'ready' ? result.entry.title : <Trans>Course</Trans> }}
      lede={count > 0 ? <Plural value={count} one="Done once" other="Done # times" /> : undefined}
      focused
      bottom={
        result.kind === 'ready' ? (
          <ButtonLink href={play} wide>
            {history?.open?.attempt.status === 'in_progress' ? (
              <Trans>Go on where you were</Trans>
            ) : count > 0 ? (
              <Trans>Try again</Trans>
            ) : (
              <Trans>Start</Trans>
            )}
          </ButtonLink>
        ) : undefined
      }
    >
      {!history && <Skeleton label={t`Fetching your attempts from this device`} />}
      {isEmpty && (
        <EmptyState icon="history" title={<Trans>Not done yet</Trans>}>
          <Trans>Each attempt will stand here with its score, and opens question by question.</Trans>
        </EmptyState>
      )}
      {history && count > 0 && (
        <>
          <BestAndLatest history={history} />
          <Section title={<Trans>All attempts</Trans>}>
            <History history={history} most={most} />
            {count > most && (
              <Button look="quiet" onClick={() => setMost(most + page)}>
                <Trans>Show more</Trans>
              </Button>
            )}
          </Section>
        </>
      )}
      {history && history.stopped.length > 0 && (
        <Section title={<Trans>Not finished</Trans>}>
          <Stopped history={history} />
        </Section>
      )}
    </Screen>
  );
};
