import { readCode, showCode } from '@hornbook/shared/identity/pairing-code.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { askByCode, joinWhenAccepted, lookWhenAccepted, type Whose } from '../../data/commands/link-devices.ts';
import { showToast } from '../../ui-state/toasts.ts';
import styles from './join.module.css';
import { keepForNow, keptForNow } from './kept-for-now.ts';
import { canScan, ScanCode } from './scan-code.tsx';
import { useEvery } from './use-every.ts';
import { usePairingWords } from './use-pairing-words.ts';
import { WhoseDialog } from './whose-dialog.tsx';

const ASK_AGAIN_MS = 2_000;
const KEPT = 'hornbook-pairing';
/** The service holds it for as long. */
const KEPT_MS = 10 * 60_000;

/** This device shows the code of another one, and comes in when that one says yes. */
export const EnterCode = () => {
  const { t } = useLingui();
  const words = usePairingWords();
  const [, navigate] = useLocation();
  const [code, setCode] = useState(() => showCode(readCode(location.hash) ?? '').replace(/^-$/, ''));
  const [busy, setBusy] = useState(false);
  const [scanning, setScanning] = useState(false);
  const [pairing, setPairing] = useState(() => keptForNow<string>(KEPT));
  const waiting = t`Now say yes on the other device. This page is waiting for it.`;
  const [message, setMessage] = useState(pairing ? waiting : '');
  /** Who let this device in: it becomes theirs only when the one in front of it says so. */
  const [whose, setWhose] = useState<Whose | null>(null);
  const end = (why: string) => {
    setPairing(null);
    setWhose(null);
    keepForNow(KEPT, null, 0);
    setBusy(false);
    setMessage(why);
  };
  useEvery(pairing && !whose ? ASK_AGAIN_MS : null, async () => {
    const outcome = await lookWhenAccepted(pairing ?? '');
    // No network for a moment is no answer: it is asked again.
    if (outcome.kind === 'waiting' || outcome.kind === 'unreachable') return;
    if (outcome.kind === 'accepted') setWhose(outcome.whose);
    else end(words.notJoined(outcome.kind === 'refused' ? outcome.code : ''));
  });
  const handleJoin = async () => {
    const outcome = await joinWhenAccepted(pairing ?? '');
    // The question stays open, to be answered again.
    if (outcome.kind === 'waiting' || outcome.kind === 'unreachable') return showToast(words.unreachable);
    if (outcome.kind === 'refused') return end(words.notJoined(outcome.code));
    end('');
    const { name } = outcome;
    showToast(
      name
        ? t`Joined: you learn as ${name} here now. What was done on the other device is on its way.`
        : t`Joined. What you did on the other device is on its way.`,
    );
    navigate('/');
  };
  const ask = async (written: string) => {
    setBusy(true);
    setMessage(t`Showing the code…`);
    const outcome = await askByCode(written);
    if (outcome.kind === 'asked') {
      setPairing(outcome.pairing);
      keepForNow(KEPT, outcome.pairing, KEPT_MS);
      return setMessage(waiting);
    }
    setBusy(false);
    setMessage(words.notAsked(outcome.kind));
  };
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    void ask(code);
  };
  const handleFound = (found: string) => {
    setScanning(false);
    setCode(found);
    void ask(found);
  };
  return (
    <form className={styles.part} onSubmit={handleSubmit}>
      <p>
        <Trans>
          What you have learned on this device so far comes along and becomes part of what the other one holds: nothing
          is replaced.
        </Trans>
      </p>
      <TextField
        label={<Trans>Code</Trans>}
        hint={<Trans>Eight letters, as the other device shows them</Trans>}
        value={code}
        maxLength={200}
        onChange={setCode}
      />
      <div className={styles.buttons}>
        <Button type="submit" disabled={busy || pairing !== null}>
          <Trans>Join</Trans>
        </Button>
        {canScan() && !scanning && (
          <Button look="quiet" disabled={busy || pairing !== null} onClick={() => setScanning(true)}>
            <Trans>Scan it</Trans>
          </Button>
        )}
      </div>
      {scanning && (
        <ScanCode
          read={readCode}
          onFound={handleFound}
          onEnd={() => setScanning(false)}
          otherwise={<Trans>The camera cannot be used here. Type the code instead.</Trans>}
        />
      )}
      <p role="alert" className={styles.message}>
        {message}
      </p>
      <WhoseDialog
        whose={whose}
        onYes={() => void handleJoin()}
        onNo={() => whose && end(t`This device stays as it was. Nothing was joined.`)}
      />
    </form>
  );
};
