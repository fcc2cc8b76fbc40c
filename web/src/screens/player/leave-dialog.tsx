import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { forgetDraft } from '../../data/commands/keep-draft.ts';
import { leaveAttempt } from '../../data/commands/take-attempt.ts';
import { useUnkept } from '../../data/queries/drafts.ts';

interface LeaveDialogProps {
  open: boolean;
  attemptId: string;
  href: string;
  onClose: () => void;
}

/** Going away keeps everything; giving up on purpose is a choice of its own, and can be taken back too. */
export const LeaveDialog = ({ open, attemptId, href, onClose }: LeaveDialogProps) => {
  const { t } = useLingui();
  const [, navigate] = useLocation();
  const isUnkept = useUnkept() !== null;
  const [failed, setFailed] = useState(false);
  const giveUp = async () => {
    const left = await leaveAttempt(attemptId);
    if (left.kind === 'not-stored') return setFailed(true);
    void forgetDraft(attemptId);
    navigate(href);
  };
  return (
    <Dialog
      open={open}
      sheet
      title={t`Leave for now?`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => navigate(href)}>
            <Trans>Leave</Trans>
          </Button>
          <Button look="quiet" onClick={onClose}>
            <Trans>Stay</Trans>
          </Button>
          <Button look="plain" onClick={giveUp}>
            <Trans>Stop this attempt</Trans>
          </Button>
        </>
      }
    >
      <p>
        {isUnkept ? (
          <Trans>
            Your answers are kept on this device, but what you typed last is not yet: it is here only while Hornbook
            stays open.
          </Trans>
        ) : (
          <Trans>Your answers are kept on this device. You can go on later, at this very question.</Trans>
        )}
      </p>
      <p role="status">{failed && <Trans>That could not be stored. Leaving works; the attempt stays open.</Trans>}</p>
    </Dialog>
  );
};
