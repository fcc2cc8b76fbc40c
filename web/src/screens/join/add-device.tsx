import { codeAddress, showCode } from '@hornbook/shared/identity/pairing-code.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import {
  answerOffer,
  type Offer,
  type OfferState,
  offerPairing,
  watchOffer,
} from '../../data/commands/link-devices.ts';
import { showToast } from '../../ui-state/toasts.ts';
import { useAskPin } from '../learners/ask-pin.tsx';
import styles from './join.module.css';
import { keepForNow, keptForNow } from './kept-for-now.ts';
import { QrPicture } from './qr-picture.tsx';
import { useEvery } from './use-every.ts';
import { usePairingWords } from './use-pairing-words.ts';

const LOOK_MS = 2_000;
const KEPT = 'hornbook-offer';
const minuteMs = 60_000;

/** This device shows a code, and says yes or no to whichever device brings it back. */
export const AddDevice = () => {
  const { t } = useLingui();
  const words = usePairingWords();
  const [offer, setOffer] = useState(() => keptForNow<Offer>(KEPT));
  const [seen, setSeen] = useState<OfferState>({ state: 'open' });
  const [message, setMessage] = useState('');
  const settle = (state: OfferState) => {
    setSeen(state);
    if (state.state === 'open' || state.state === 'asked') return;
    setOffer(null);
    keepForNow(KEPT, null, 0);
    if (state.state === 'accepted') {
      const { deviceName } = state;
      return setMessage(t`Added: ${deviceName}.`);
    }
    setMessage(
      state.state === 'refused' ? t`Not added. Nothing was given away.` : t`That code is over. Make a new one.`,
    );
  };
  useEvery(offer ? LOOK_MS : null, async () => {
    const looked = await watchOffer(offer?.pairing ?? '');
    if (looked.kind === 'seen') settle(looked.state);
  });
  const handleOffer = async () => {
    setMessage(t`Asking for a code…`);
    const outcome = await offerPairing();
    const offered = outcome.kind === 'offered' ? outcome.offer : null;
    setOffer(offered);
    keepForNow(KEPT, offered, offered?.lifeMs ?? 0);
    setSeen({ state: 'open' });
    setMessage(outcome.kind === 'offered' ? '' : words.notOffered(outcome.kind));
  };
  const handleAnswer = async (accept: boolean) => {
    if (!offer || seen.state !== 'asked') return;
    const { deviceName } = seen;
    const outcome = await answerOffer(offer.pairing, accept);
    if (outcome.kind === 'answered') return settle({ state: accept ? 'accepted' : 'refused', deviceName });
    if (outcome.kind === 'too-late') return settle({ state: 'ended' });
    // The question stays open, to be answered again.
    showToast(words.unreachable);
  };
  const { askPin, dialog } = useAskPin();
  const minutes = Math.round((offer?.lifeMs ?? 0) / minuteMs);
  return (
    <div className={styles.part}>
      <p>
        <Trans>
          Show a code here and type or scan it on the other device. You then say yes on this one. No e-mail is needed.
        </Trans>
      </p>
      <div>
        <Button look="quiet" icon="device" onClick={() => void askPin(handleOffer)}>
          {offer ? <Trans>Make a new code</Trans> : <Trans>Add a device</Trans>}
        </Button>
      </div>
      {offer && (
        <>
          <QrPicture text={codeAddress(location.origin, offer.code)} label={t`The code as a picture to scan`} />
          <p className={styles.code} dir="ltr">
            {showCode(offer.code)}
          </p>
          <p className={styles.message}>
            <Trans>It works once, within {minutes} minutes. Leave this page open.</Trans>
          </p>
        </>
      )}
      <p role="status">{message}</p>
      {dialog}
      <Dialog
        open={seen.state === 'asked'}
        onClose={() => void handleAnswer(false)}
        sheet
        title={t`Add this device?`}
        actions={
          <>
            <Button look="quiet" onClick={() => void handleAnswer(false)}>
              <Trans>No</Trans>
            </Button>
            <Button onClick={() => void handleAnswer(true)}>
              <Trans>Yes, add it</Trans>
            </Button>
          </>
        }
      >
        {seen.state === 'asked' && (
          <>
            <p>
              <Trans>It calls itself:</Trans> <strong dir="auto">{seen.deviceName}</strong>
            </p>
            <p>
              <Trans>
                It will see everything you learn and can change it. Say yes only if it is in front of you and shows that
                it is waiting.
              </Trans>
            </p>
          </>
        )}
      </Dialog>
    </div>
  );
};
