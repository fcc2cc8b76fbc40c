import { Plural, Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { makeWaiting } from '../../../data/commands/hand-over.ts';
import { useProfile } from '../../../data/queries/learner.ts';
import { useSyncStatus } from '../../../data/queries/sync-status.ts';
import { OnOff } from '../learning/on-off.tsx';
import styles from './hand-over.module.css';
import { MadeBundleCard } from './made-bundle.tsx';
import { useMaking } from './use-making.ts';

/** What waits here, to be carried by somebody who will have a connection sooner. */
export const GiveWaiting = () => {
  const status = useSyncStatus();
  const profile = useProfile();
  const [withName, setWithName] = useState(false);
  const { bundle, message, make } = useMaking();
  const waiting = status?.waiting ?? 0;
  const name = profile?.displayName ?? '';
  return (
    <div className={styles.part}>
      <p>
        <Trans>
          Give what waits here to somebody who will have a connection sooner: a teacher, a friend, anybody with
          Hornbook. It is sealed: they see how much it is, not what it is or whose, and they cannot change it. Here it
          goes on waiting until the service says that it has it.
        </Trans>
      </p>
      <p>
        <Plural value={waiting} _0="Nothing waits to be sent." one="# thing waits." other="# things wait." />
      </p>
      {waiting > 0 && name && (
        <OnOff
          legend={<Trans>Show the name “{name}” to whoever carries it</Trans>}
          name="with-name"
          on={withName}
          onChange={setWithName}
        />
      )}
      {waiting > 0 && (
        <div>
          <Button look="quiet" icon="send" onClick={() => void make(makeWaiting({ withName }))}>
            <Trans>Pack what waits</Trans>
          </Button>
        </div>
      )}
      <p role="status">{message}</p>
      {bundle && <MadeBundleCard key={bundle.text} bundle={bundle} />}
    </div>
  );
};
