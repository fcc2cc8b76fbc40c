import { Trans } from '@lingui/react/macro';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { askToForgetPin, chooseLearner, forgetPin } from '../../data/commands/share-device.ts';
import type { LearnerHere } from '../../data/queries/learners-here.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { PinEntry } from './pin-entry.tsx';

/** Asked of whoever wants to open a learner who has a PIN. */
export const PinForm = ({ learner, name }: { learner: LearnerHere; name: string }) => {
  const { dayAndTime } = useFormat();
  const ends = learner.pinEndsAt;
  const when = dayAndTime(ends ?? 0);
  return (
    <PinEntry
      label={<Trans>PIN of {name}</Trans>}
      action={<Trans>Open</Trans>}
      onTry={(pin) => chooseLearner(learner.learnerId, pin)}
    >
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
    </PinEntry>
  );
};
