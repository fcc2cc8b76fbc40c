import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useAskPin } from '../learners/ask-pin.tsx';

interface RemoveForGoodProps {
  /** What the button says that leads here. */
  asks: ReactNode;
  disabled?: boolean;
  title: string;
  /** What is lost by it. */
  words: ReactNode;
  /** What the button says that does it. */
  action: ReactNode;
  onRemove: () => Promise<void>;
}

/** Removing what may be here alone: asked twice, and of whoever has a PIN for that as well. */
export const RemoveForGood = ({ asks, disabled, title, words, action, onRemove }: RemoveForGoodProps) => {
  const [asking, setAsking] = useState(false);
  const { askPin, dialog } = useAskPin();
  return (
    <>
      <div>
        <Button look="quiet" disabled={disabled ?? false} onClick={() => void askPin(() => setAsking(true))}>
          {asks}
        </Button>
      </div>
      {dialog}
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        sheet
        title={title}
        actions={
          <>
            <Button look="quiet" onClick={() => setAsking(false)}>
              <Trans>Keep it</Trans>
            </Button>
            <Button onClick={() => void onRemove()}>{action}</Button>
          </>
        }
      >
        <p>{words}</p>
      </Dialog>
    </>
  );
};
