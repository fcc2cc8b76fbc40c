import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { ButtonLink } from '../../components/button.tsx';
import { EmptyState, ErrorState, MissingState, Skeleton } from '../../components/states.tsx';
import { type AttemptHistory, useAttemptsOf } from '../../data/queries/attempts.ts';
import { type ActivityResult, useActivity } from '../../data/queries/lessons.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Screen } from '../../shell/screen.tsx';
import { startAttemptOnce } from './start-attempt-once.ts';
import { StartPage } from './start-page.tsx';

/** What opening an activity means: go on, begin at once, or first say what it will be. */
const wayIn = (result: ActivityResult, history: AttemptHistory | undefined): 'wait' | 'resume' | 'begin' | 'ask' => {
  if (result.kind !== 'ready' || history === undefined) return 'wait';
  if (history.open?.attempt.status === 'in_progress') return 'resume';
  const { kind, timeLimitMs } = result.activity;
  // A limit is said before it runs, and who has been here before is shown what came of it.
  return kind === 'test' || timeLimitMs !== null || history.completed.length > 0 || history.open ? 'ask' : 'begin';
};

/** An activity, by course (slug or id) and id: leads into its attempt. */
export const PlayScreen = ({ course, activityId }: { course: string; activityId: string }) => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const [, navigate] = useLocation();
  const result = useActivity(course, activityId);
  const history = useAttemptsOf(activityId);
  const [failed, setFailed] = useState(false);
  const way = wayIn(result, history);

  useEffect(() => {
    if (way !== 'resume' && way !== 'begin') return;
    let gone = false;
    void startAttemptOnce(course, activityId).then((outcome) => {
      if (gone) return;
      if (outcome.kind === 'started' || outcome.kind === 'resumed') {
        navigate(`/attempts/${outcome.attemptId}`, { replace: true });
      } else setFailed(true);
    });
    return () => {
      gone = true;
    };
  }, [way, course, activityId, navigate]);

  if (result.kind === 'ready' && history && way === 'ask') return <StartPage view={result} history={history} />;
  const size = result.kind === 'missing' && result.sizeBytes !== null ? bytes(result.sizeBytes) : null;
  return (
    <Screen
      title={
        result.kind === 'missing'
          ? (result.place?.header.title ?? result.entry.title)
          : result.kind === 'unknown' || failed
            ? t`Questions`
            : undefined
      }
      back={{
        href: `/learn/${course}`,
        place: result.kind === 'missing' ? result.entry.title : <Trans>Course</Trans>,
        close: true,
      }}
      focused
    >
      {way === 'wait' && result.kind !== 'missing' && result.kind !== 'unknown' && (
        <Skeleton label={t`Fetching the questions from this device`} />
      )}
      {failed && (
        <ErrorState
          title={<Trans>Not enough room to begin</Trans>}
          action={
            <ButtonLink href="/me/downloads">
              <Trans>Make room</Trans>
            </ButtonLink>
          }
        >
          <Trans>
            Your answers could not be kept on this device. Remove a download you don’t need, then try again.
          </Trans>
        </ErrorState>
      )}
      {result.kind === 'missing' && (
        <MissingState
          title={size ? <Trans>Needs download, {size}</Trans> : <Trans>Needs download</Trans>}
          action={
            <ButtonLink href={`/learn/${result.entry.slug}`} icon="download">
              <Trans>Get the course</Trans>
            </ButtonLink>
          }
        >
          <Trans>These questions are not on this device yet.</Trans>
        </MissingState>
      )}
      {result.kind === 'unknown' && (
        <EmptyState
          mayCome
          icon="quiz"
          title={<Trans>There is no such activity</Trans>}
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
