import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import type { FeedbackTarget } from '../../data/commands/give-feedback.ts';
import { useFeedback } from '../../data/queries/feedback.ts';
import { FeedbackForm } from './feedback-form.tsx';

/** What do you think of this? One answer for each thing, and it can be changed; no connection needed. */
export const FeedbackButton = ({ target, name }: { target: FeedbackTarget; name?: string }) => {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const given = useFeedback(target.targetKind, target.targetId);
  const close = () => setOpen(false);
  return (
    <>
      <Button look="plain" icon="star" onClick={() => setOpen(true)}>
        {given ? <Trans>You gave it {given.stars} of 5 stars</Trans> : <Trans>What do you think of it?</Trans>}
      </Button>
      <Dialog open={open} title={name ?? t`What do you think of it?`} sheet onClose={close}>
        {given !== undefined && <FeedbackForm target={target} given={given} onDone={close} />}
      </Dialog>
    </>
  );
};
