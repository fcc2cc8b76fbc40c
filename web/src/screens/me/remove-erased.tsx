import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { removeErased } from '../../data/commands/use-account.ts';
import { ExportButton } from './export-button.tsx';

/** What is left on a device that heard of a deletion late: it is the learner's to take along, and then to remove. */
export const RemoveErased = () => {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <ExportButton />
      <div>
        <Button look="quiet" onClick={() => setAsking(true)}>
          <Trans>Remove it from this device</Trans>
        </Button>
      </div>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        sheet
        title={t`Remove it from this device?`}
        actions={
          <>
            <Button look="quiet" onClick={() => setAsking(false)}>
              <Trans>Not now</Trans>
            </Button>
            <Button onClick={() => void removeErased()}>
              <Trans>Remove for good</Trans>
            </Button>
          </>
        }
      >
        <p>
          <Trans>
            What was never sent is here alone: without a copy it is gone. After that this device begins anew, as
            somebody nobody knows.
          </Trans>
        </p>
      </Dialog>
    </>
  );
};
