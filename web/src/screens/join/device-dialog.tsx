import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { type DeviceEntry, renameDevice, signOutDevice } from '../../data/commands/manage-devices.ts';
import { showToast } from '../../ui-state/toasts.ts';
import { useAskPin } from '../learners/ask-pin.tsx';
import { useAccountWords } from '../me/account/use-account-words.ts';

interface DeviceDialogProps {
  device: DeviceEntry | null;
  onClose: () => void;
  onChanged: () => Promise<void>;
}

/** Gives a device another name, or signs another one out. */
export const DeviceDialog = ({ device, onClose, onChanged }: DeviceDialogProps) => {
  const { t } = useLingui();
  const words = useAccountWords();
  const { askPin, dialog } = useAskPin();
  const [name, setName] = useState(device?.name ?? '');
  if (!device) return null;
  const finish = async (done: string) => {
    onClose();
    showToast(done);
    await onChanged();
  };
  const handleRename = async () => {
    if (await renameDevice(device, name)) await finish(t`Renamed.`);
    else showToast(t`This needs a connection to Hornbook. Try again when there is one.`);
  };
  const handleSignOut = async () => {
    const outcome = await signOutDevice(device);
    if (outcome.kind === 'done') await finish(t`That device was signed out.`);
    else showToast(words(outcome));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      sheet
      title={device.name}
      actions={
        <>
          {!device.current && (
            <Button look="quiet" onClick={() => void askPin(handleSignOut)}>
              <Trans>Sign this device out</Trans>
            </Button>
          )}
          <Button disabled={!name.trim()} onClick={() => void handleRename()}>
            <Trans>Save name</Trans>
          </Button>
        </>
      }
    >
      <TextField label={<Trans>Name of the device</Trans>} value={name} maxLength={80} onChange={setName} />
      {!device.current && (
        <p>
          <Trans>
            Signed out, it gets and sends nothing more. What is on it already stays on it; what it has not sent waits
            there until you add it again.
          </Trans>
        </p>
      )}
      {dialog}
    </Dialog>
  );
};
