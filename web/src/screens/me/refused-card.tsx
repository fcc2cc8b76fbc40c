import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { discardQuarantined, retryQuarantined } from '../../data/commands/decide-refused.ts';
import type { RefusedItem } from '../../data/queries/sync-status.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ItemTitle } from './item-words.tsx';
import styles from './me.module.css';

/** One thing the service refused: it holds up nothing else, and only the learner drops it. */
export const RefusedCard = ({ item }: { item: RefusedItem }) => {
  const { t } = useLingui();
  const { dayAndTime } = useFormat();
  const [dropping, setDropping] = useState(false);
  return (
    <div className={styles.item}>
      <h3>
        <ItemTitle name={item.name} />
      </h3>
      <p>
        <Trans>The service could not take this: {item.message}</Trans>
      </p>
      <p className={styles.quiet}>
        <Trans>Since {dayAndTime(item.at)}. It is kept on this device and is part of your export.</Trans>
      </p>
      <div className={styles.actions}>
        <Button look="quiet" onClick={() => void retryQuarantined(item.id)}>
          <Trans>Try again</Trans>
        </Button>
        <Button look="plain" icon="remove" onClick={() => setDropping(true)}>
          <Trans>Drop it</Trans>
        </Button>
      </div>
      <Dialog
        open={dropping}
        onClose={() => setDropping(false)}
        sheet
        title={t`Drop it for good?`}
        actions={
          <>
            <Button look="quiet" onClick={() => void discardQuarantined(item.id)}>
              <Trans>Drop it</Trans>
            </Button>
            <Button onClick={() => setDropping(false)}>
              <Trans>Keep it</Trans>
            </Button>
          </>
        }
      >
        <p>
          <Trans>It then exists nowhere. To have a copy, save one under My data first.</Trans>
        </p>
      </Dialog>
    </div>
  );
};
