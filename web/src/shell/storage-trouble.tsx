import { Trans } from '@lingui/react/macro';
import { lazy, Suspense } from 'react';
import { Button } from '../components/button.tsx';
import { ErrorState } from '../components/states.tsx';
import { connect, learnWithoutKeeping } from '../data/connections.ts';
import { loadLateWords } from '../i18n/activate.ts';

const ExportButton = lazy(async () => {
  const [{ ExportButton }] = await Promise.all([import('../screens/me/export-button.tsx'), loadLateWords()]);
  return { default: ExportButton };
});

/** In place of any screen while this device's store can't be opened. Nothing is deleted to get round it. */
export const StorageTrouble = () => (
  <ErrorState
    title={<Trans>Your learning can’t be opened right now</Trans>}
    action={
      <>
        {/* A failure again is shown by this same screen. */}
        <Button onClick={() => void connect().catch(() => {})}>
          <Trans>Try again</Trans>
        </Button>
        <Button look="plain" onClick={() => void learnWithoutKeeping().catch(() => {})}>
          <Trans>Learn without keeping it</Trans>
        </Button>
        {/* What can still be read is the learner's, whatever the app can make of it. */}
        <Suspense>
          <ExportButton />
        </Suspense>
      </>
    }
  >
    <p>
      <Trans>
        This browser does not let Hornbook reach its store: perhaps a private window, no room left, or an older Hornbook
        open in another tab. What you did is not deleted.
      </Trans>
    </p>
  </ErrorState>
);
