import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { askToKeep, type Keeping, keeping as keepingNow } from '../../data/ask-to-keep.ts';
import styles from './me.module.css';

/** What the browser says of keeping what is here, and a way to ask it. */
export const KeepingWords = ({ keeping: known }: { keeping: Keeping }) => {
  const [answered, setAnswered] = useState<Keeping | null>(null);
  const keeping = answered ?? known;
  const handleAsk = async () => {
    await askToKeep({ wanted: true }).catch(() => undefined);
    setAnswered(await keepingNow());
  };
  return (
    <div className={styles.part}>
      <p className={styles.quiet} role="status">
        {keeping === 'promised' ? (
          <Trans>The browser has promised to keep it.</Trans>
        ) : keeping === 'declined' ? (
          <Trans>
            The browser was asked to keep it and has not promised: it may clear it when the device runs full. Installing
            Hornbook, or going on learning, makes it likelier to say yes.
          </Trans>
        ) : keeping === 'not-asked' ? (
          <Trans>
            The browser may clear it when the device runs full. It is asked to keep it once you have finished a lesson
            or a quiz.
          </Trans>
        ) : (
          <Trans>
            This browser makes no promise to keep it, and may clear it when the device runs full. Save a copy under “My
            data” now and then.
          </Trans>
        )}
      </p>
      {(keeping === 'declined' || keeping === 'not-asked') && (
        <div>
          <Button look="quiet" icon="storage" onClick={() => void handleAsk()}>
            <Trans>Ask the browser to keep it</Trans>
          </Button>
        </div>
      )}
    </div>
  );
};
