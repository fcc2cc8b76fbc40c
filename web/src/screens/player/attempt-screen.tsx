import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { ButtonLink } from '../../components/button.tsx';
import { EmptyState, MissingState, Skeleton } from '../../components/states.tsx';
import { useAttempt } from '../../data/queries/attempts.ts';
import { useDraft } from '../../data/queries/drafts.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { learningScreen } from '../../shell/lazy-screen.tsx';
import { Screen } from '../../shell/screen.tsx';
import { type PlayableAttempt, usePlayed } from './played.ts';
import { Player } from './player.tsx';
import { StoppedPage } from './stopped-page.tsx';

const Results = learningScreen(async () => (await import('../results/results.tsx')).Results);
/** The first question has the link to itself; but the results must be here before the link may be gone. */
const RESULTS_AFTER_MS = 1_500;

const Attempt = ({ view }: { view: PlayableAttempt }) => {
  const { t } = useLingui();
  const played = usePlayed(view);
  const draft = useDraft(view.attempt.id);
  const [resumed, setResumed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => void Results.load().catch(() => undefined), RESULTS_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (view.attempt.status === 'completed') return <Results played={played} />;
  if (view.attempt.status === 'abandoned' && !resumed) {
    return <StoppedPage played={played} onResume={() => setResumed(true)} />;
  }
  if (draft !== undefined) return <Player played={played} draft={draft} />;
  return (
    <Screen title={played.title} ownHeading focused back={{ href: played.home, place: played.title, close: true }}>
      <Skeleton label={t`Fetching the questions from this device`} />
    </Screen>
  );
};

/** One attempt, whatever its state: its player while it is open, its results once it is completed. */
export const AttemptScreen = ({ attemptId }: { attemptId: string }) => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const view = useAttempt(attemptId);
  if (view.kind === 'ready' || view.kind === 'free') return <Attempt view={view} />;
  const size = view.kind === 'missing' && view.sizeBytes !== null ? bytes(view.sizeBytes) : null;
  return (
    <Screen
      title={
        view.kind === 'missing'
          ? (view.place?.header.title ?? t`Questions`)
          : view.kind === 'unknown'
            ? t`Questions`
            : undefined
      }
      back={{ href: '/', place: <Trans>Today</Trans>, close: true }}
      focused
    >
      {view.kind === 'loading' && <Skeleton label={t`Fetching the questions from this device`} />}
      {view.kind === 'missing' && (
        <MissingState
          title={size ? <Trans>Needs download, {size}</Trans> : <Trans>Needs download</Trans>}
          action={
            view.entry && (
              <ButtonLink href={`/learn/${view.entry.slug}`} icon="download">
                <Trans>Get the course</Trans>
              </ButtonLink>
            )
          }
        >
          <Trans>
            Your answers are safe; only the questions are not on this device. Get them, then go on where you were.
          </Trans>
        </MissingState>
      )}
      {view.kind === 'unknown' && (
        <EmptyState
          icon="history"
          title={<Trans>This attempt is not on this device</Trans>}
          action={
            <ButtonLink href="/">
              <Trans>Go to Today</Trans>
            </ButtonLink>
          }
        >
          <Trans>It may be on another device that has not sent it yet.</Trans>
        </EmptyState>
      )}
    </Screen>
  );
};
