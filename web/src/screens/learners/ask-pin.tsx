import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { hasOwnPin, proveOwnPin } from '../../data/commands/share-device.ts';
import { PinEntry } from './pin-entry.tsx';

type Work = () => Promise<unknown> | unknown;

/**
 * For what an open page alone is not enough for: whoever has a PIN on this device is asked for it first, everybody else for
 * nothing. It needs no network. `dialog` is to be put somewhere outside of any form.
 */
export const useAskPin = (): { askPin: (work: Work) => Promise<void>; dialog: ReactNode } => {
  const { t } = useLingui();
  const [asked, setAsked] = useState<{ work: Work } | null>(null);
  const askPin = async (work: Work) => {
    if (await hasOwnPin()) setAsked({ work });
    else await work();
  };
  const handleRight = () => {
    setAsked(null);
    void asked?.work();
  };
  const dialog = (
    <Dialog open={asked !== null} onClose={() => setAsked(null)} sheet title={t`Is it you?`}>
      <p>
        <Trans>You have a PIN here, so this is done with it alone.</Trans>
      </p>
      <PinEntry
        label={<Trans>Your PIN</Trans>}
        action={<Trans>Go on</Trans>}
        onTry={proveOwnPin}
        onRight={handleRight}
      />
    </Dialog>
  );
  return { askPin, dialog };
};
