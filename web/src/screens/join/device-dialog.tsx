import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { type DeviceEntry, renameDevice, signOutDevice } from '../../data/commands/manage-devices.ts';
import { showToast } from '../../ui-state/toasts.ts';

interface DeviceDialogProps {
  device: DeviceEntry | null;
  onClose: () => void;
  onChanged: () => Promise<void>;
}

/** Gives a device another name, or signs another one out. */
export const DeviceDialog = ({ device, onClose, onChanged }: DeviceDialogProps) => {
  const { t } = useLingui();
  const [name, setName] = useState(device?.name ?? '');
  if (!device) return null;
  const change = async (work: Promise<boolean>, done: string) => {
    if (!(await work)) return showToast(t`This needs a connection to Hornbook. Try again when there is one.`);
    onClose();
    showToast(done);
    await onChanged();
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
            <Button look="quiet" onClick={() => void change(signOutDevice(device), t`That device was signed out.`)}>
              <Trans>Sign this device out</Trans>
            </Button>
          )}
          <Button disabled={!name.trim()} onClick={() => void change(renameDevice(device, name), t`Renamed.`)}>
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
    </Dialog>
  );
};
