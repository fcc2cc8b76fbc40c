import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { signOut } from '../../data/commands/link-devices.ts';
import { useLearner } from '../../data/queries/learner.ts';
import { useSyncStatus } from '../../data/queries/sync-status.ts';
import { sendNow } from '../../ui-state/send-now.ts';
import { showToast } from '../../ui-state/toasts.ts';

/** Ends this device's session. It says first what was never sent; and nothing leaves the device. */
export const SignOut = () => {
  const { t } = useLingui();
  const learner = useLearner();
  const status = useSyncStatus();
  const [asking, setAsking] = useState(false);
  if (!learner?.claimed || learner.signedOut) return null;
  const unsent = status?.waiting ?? 0;
  const handleSignOut = async () => {
    setAsking(false);
    await signOut({ evenIfUnsent: true });
    showToast(t`Signed out. Everything is still on this device.`);
  };
  const handleSend = () => {
    setAsking(false);
    sendNow();
  };
  return (
    <>
      <Button look="quiet" onClick={() => setAsking(true)}>
        <Trans>Sign out on this device</Trans>
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        sheet
        title={t`Sign out?`}
        actions={
          <>
            {unsent > 0 && (
              <Button look="quiet" onClick={handleSend}>
                <Trans>Send first</Trans>
              </Button>
            )}
            <Button onClick={() => void handleSignOut()}>
              <Trans>Sign out, keep all on this device</Trans>
            </Button>
          </>
        }
      >
        <p>
          {unsent > 0 ? (
            <Plural
              value={unsent}
              one="# thing has not been sent yet. It stays here and waits until you sign in again."
              other="# things have not been sent yet. They stay here and wait until you sign in again."
            />
          ) : (
            <Trans>
              Everything has been sent. What you learned stays on this device, too; it is only not sent any more.
            </Trans>
          )}
        </p>
      </Dialog>
    </>
  );
};
