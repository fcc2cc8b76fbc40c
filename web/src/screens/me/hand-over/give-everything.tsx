import { Trans } from '@lingui/react/macro';
import { Button } from '../../../components/button.tsx';
import { makeOwn } from '../../../data/commands/hand-over.ts';
import { useAskPin } from '../../learners/ask-pin.tsx';
import styles from './hand-over.module.css';
import { MadeBundleCard } from './made-bundle.tsx';
import { useMaking } from './use-making.ts';

/** Everything of the learner, for a device of theirs or for after a wipe. */
export const GiveEverything = () => {
  const { bundle, message, make } = useMaking();
  const { askPin, dialog } = useAskPin();
  return (
    <div className={styles.part}>
      <p>
        <Trans>
          Put everything you did here onto another device of yours, or keep it for the day this browser is cleared.
          Taken in there, it is merged with what that device has: nothing is replaced. It is not sealed: whoever has it
          can read it.
        </Trans>
      </p>
      <div>
        <Button look="quiet" icon="export" onClick={() => void askPin(() => make(makeOwn()))}>
          <Trans>Pack everything of mine</Trans>
        </Button>
      </div>
      <p role="status">{message}</p>
      {dialog}
      {bundle && <MadeBundleCard key={bundle.text} bundle={bundle} />}
    </div>
  );
};
