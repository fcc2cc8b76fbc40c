import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import type { Chosen, proveOwnPin } from '../../data/commands/share-device.ts';
import styles from './learners.module.css';
import { PinField } from './pin-field.tsx';

/** Counts down, so that nobody tries in vain. */
const useCountdown = (): [number, (ms: number) => void] => {
  const [endsAt, setEndsAt] = useState(0);
  const [now, setNow] = useState(Date.now);
  const left = Math.max(0, Math.ceil((endsAt - now) / 1000));
  useEffect(() => {
    if (left === 0) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [left]);
  return [
    left,
    (ms) => {
      setNow(Date.now());
      setEndsAt(Date.now() + ms);
    },
  ];
};

interface PinEntryProps {
  label: ReactNode;
  /** What the button says that sends the PIN off. */
  action: ReactNode;
  onTry: (pin: string) => Promise<Chosen | Awaited<ReturnType<typeof proveOwnPin>>>;
  onRight?: () => void;
  children?: ReactNode;
}

/** Where a PIN is typed: what was wrong with it, and when it may be tried again. */
export const PinEntry = ({ label, action, onTry, onRight, children }: PinEntryProps) => {
  const { t } = useLingui();
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const [seconds, startWaiting] = useCountdown();
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const outcome = await onTry(pin);
    setBusy(false);
    switch (outcome.kind) {
      case 'right':
      case 'chosen':
        return onRight?.();
      case 'unknown':
        return setProblem(t`This learner is not on this device any more.`);
      case 'wrong':
      case 'too-soon':
        setPin('');
        setProblem(outcome.kind === 'wrong' ? t`That is not the PIN.` : t`Too soon after the last try.`);
        startWaiting(outcome.waitMs);
    }
  };
  return (
    <form className={styles.form} onSubmit={(event) => void handleSubmit(event)}>
      <PinField label={label} value={pin} onChange={setPin} autoFocus />
      <p className={styles.problem} role="status">
        {problem}
        {seconds > 0 && (
          <>
            {' '}
            <Trans>Try again in {seconds} s.</Trans>
          </>
        )}
      </p>
      <Button type="submit" wide disabled={busy || seconds > 0 || pin.length < 4}>
        {action}
      </Button>
      {children}
    </form>
  );
};
