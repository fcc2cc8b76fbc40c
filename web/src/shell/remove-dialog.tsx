import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useFormat } from '../i18n/use-format.ts';

interface RemoveDialogProps {
  open: boolean;
  title: string;
  sizeBytes: number;
  onClose: () => void;
  onRemove: () => void;
}

/** Removing a download frees room and costs no work. */
export const RemoveDialog = ({ open, title, sizeBytes, onClose, onRemove }: RemoveDialogProps) => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const size = bytes(sizeBytes);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      sheet
      title={t`Remove the download?`}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            <Trans>Keep it</Trans>
          </Button>
          <Button onClick={onRemove}>
            <Trans>Remove, free {size}</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          “{title}” leaves this device. Your progress and answers stay, and it comes back only when you ask for it.
        </Trans>
      </p>
    </Dialog>
  );
};
