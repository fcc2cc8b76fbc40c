import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { ButtonLink } from '../../components/button.tsx';
import { EmptyState, MissingState, Skeleton } from '../../components/states.tsx';
import { useAttempt } from '../../data/queries/attempts.ts';
import { useDraft } from '../../data/queries/drafts.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Screen } from '../../shell/screen.tsx';
import { Results } from '../results/results.tsx';
import { Player } from './player.tsx';
import { StoppedPage } from './stopped-page.tsx';

/** One attempt, whatever its state: its player while it is open, its results once it is completed. */
export const AttemptScreen = ({ attemptId }: { attemptId: string }) => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const view = useAttempt(attemptId);
  const draft = useDraft(attemptId);
  const [resumed, setResumed] = useState(false);
  if (view.kind === 'ready' && view.attempt.status === 'completed') return <Results view={view} />;
  if (view.kind === 'ready' && draft !== undefined) {
    if (view.attempt.status === 'abandoned' && !resumed) {
      return <StoppedPage view={view} onResume={() => setResumed(true)} />;
    }
    return <Player key={attemptId} view={view} draft={draft} />;
  }
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
      {(view.kind === 'loading' || view.kind === 'ready') && (
        <Skeleton label={t`Fetching the questions from this device`} />
      )}
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
