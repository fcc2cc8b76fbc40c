import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button, ButtonLink } from '../components/button.tsx';
import { takeDeletionBack } from '../data/commands/use-account.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useAccountWords } from '../screens/me/account/use-account-words.ts';
import { showToast } from '../ui-state/toasts.ts';
import styles from './frame.module.css';

/**
 * On every device of a learner whose deletion was asked for on one of them: whoever did not mean it, or was not asked,
 * sees it in time and takes it back from where they are.
 */
export const DeletionNotice = ({ erasesAt }: { erasesAt: number }) => {
  const { t } = useLingui();
  const { dayAndTime } = useFormat();
  const words = useAccountWords();
  /** Which deletion was taken back here: the row that says so to all devices comes a moment later. */
  const [takenBack, setTakenBack] = useState<number | null>(null);
  if (takenBack === erasesAt) return null;
  const handleKeep = async () => {
    const outcome = await takeDeletionBack();
    if (outcome.kind === 'done') setTakenBack(erasesAt);
    showToast(outcome.kind === 'done' ? t`Nothing will be deleted.` : words(outcome));
  };
  return (
    <div className={styles.notice}>
      <p>
        <Trans>
          All you learned will be deleted on {dayAndTime(erasesAt)}, here and on all your devices. One of them asked for
          it.
        </Trans>
      </p>
      <div className={styles.choices}>
        <Button look="quiet" onClick={() => void handleKeep()}>
          <Trans>Take it back</Trans>
        </Button>
        <ButtonLink look="plain" href="/me/account">
          <Trans>What this is</Trans>
        </ButtonLink>
      </div>
    </div>
  );
};
