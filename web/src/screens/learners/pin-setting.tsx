import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { setPin } from '../../data/commands/share-device.ts';
import { showToast } from '../../ui-state/toasts.ts';
import { useAskPin } from './ask-pin.tsx';
import styles from './learners.module.css';
import { PinField } from './pin-field.tsx';

/** A PIN for this learner on this device: what it is good for, and what it is not. */
export const PinSetting = ({ hasPin }: { hasPin: boolean }) => {
  const { t } = useLingui();
  const [pin, setPinText] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState('');
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (pin !== again) {
      setProblem(t`The two are not the same.`);
      return;
    }
    if (!(await setPin(pin))) {
      setProblem(t`A PIN has 4 to 8 digits.`);
      return;
    }
    setPinText('');
    setAgain('');
    setProblem('');
    showToast(t`From now on your PIN is asked for.`);
  };
  const { askPin, dialog } = useAskPin();
  const handleTakeOff = async () => {
    await setPin(null);
    showToast(t`The PIN is off.`);
  };
  return (
    <div className={styles.form}>
      <p className={styles.quiet}>
        <Trans>
          A PIN keeps your work from curious eyes. It is not a safe: what is stored here is not encrypted, and somebody
          who knows computers and holds this device can get past it. It is for this device only.
        </Trans>
      </p>
      {hasPin ? (
        <div>
          <Button look="quiet" onClick={() => void askPin(handleTakeOff)}>
            <Trans>Take the PIN off</Trans>
          </Button>
          {dialog}
        </div>
      ) : (
        <form className={styles.form} onSubmit={(event) => void handleSubmit(event)}>
          <PinField label={<Trans>PIN, 4 to 8 digits</Trans>} value={pin} onChange={setPinText} />
          <PinField label={<Trans>The same again</Trans>} value={again} onChange={setAgain} />
          <p className={styles.problem} role="status">
            {problem}
          </p>
          <div>
            <Button look="quiet" type="submit">
              <Trans>Set the PIN</Trans>
            </Button>
          </div>
        </form>
      )}
    </div>
  );
};
