import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { askToForgetPin, chooseLearner, forgetPin } from '../../data/commands/share-device.ts';
import type { LearnerHere } from '../../data/queries/learners-here.ts';
import { useFormat } from '../../i18n/use-format.ts';
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

/** Asked of whoever wants to open a learner who has a PIN. */
export const PinForm = ({ learner, name }: { learner: LearnerHere; name: string }) => {
  const { t } = useLingui();
  const { dayAndTime } = useFormat();
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const [seconds, startWaiting] = useCountdown();
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const outcome = await chooseLearner(learner.learnerId, pin);
    setBusy(false);
    if (outcome.kind === 'chosen') return;
    if (outcome.kind === 'unknown') {
      setProblem(t`This learner is not on this device any more.`);
      return;
    }
    setPin('');
    setProblem(outcome.kind === 'wrong' ? t`That is not the PIN.` : t`Too soon after the last try.`);
    startWaiting(outcome.waitMs);
  };
  const ends = learner.pinEndsAt;
  const when = dayAndTime(ends ?? 0);
  return (
    <form className={styles.form} onSubmit={(event) => void handleSubmit(event)}>
      <PinField label={<Trans>PIN of {name}</Trans>} value={pin} onChange={setPin} autoFocus />
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
        <Trans>Open</Trans>
      </Button>
      <Disclosure summary={<Trans>Forgotten?</Trans>}>
        {ends === null ? (
          <>
            <p>
              <Trans>
                A PIN can be taken off after a day of waiting. Nothing is lost by it, and who enters the PIN before
                stops it.
              </Trans>
            </p>
            <Button look="quiet" onClick={() => void askToForgetPin(learner.learnerId)}>
              <Trans>Take it off in a day</Trans>
            </Button>
          </>
        ) : ends > Date.now() ? (
          <p>
            <Trans>From {when} on it can be taken off here.</Trans>
          </p>
        ) : (
          <Button look="quiet" onClick={() => void forgetPin(learner.learnerId)}>
            <Trans>Take the PIN off now</Trans>
          </Button>
        )}
      </Disclosure>
    </form>
  );
};
