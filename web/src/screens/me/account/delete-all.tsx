import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { askForDeletion, takeDeletionBack } from '../../../data/commands/use-account.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { showToast } from '../../../ui-state/toasts.ts';
import { useAskPin } from '../../learners/ask-pin.tsx';
import { ExportButton } from '../export-button.tsx';
import styles from './account.module.css';
import { useAccountWords } from './use-account-words.ts';

interface DeleteAllProps {
  /** When everything will be deleted, if that was asked for. */
  erasesAt: number | null;
  hasAccount: boolean;
  onChanged: () => Promise<void>;
}

/** Deleting all there is, everywhere: it takes seven days, and any device takes it back until then. */
export const DeleteAll = ({ erasesAt, hasAccount, onChanged }: DeleteAllProps) => {
  const { t } = useLingui();
  const { dayAndTime } = useFormat();
  const words = useAccountWords();
  const [asking, setAsking] = useState<'learner' | 'account' | null>(null);
  const { askPin, dialog } = useAskPin();
  const handleKeep = async () => {
    const outcome = await takeDeletionBack();
    showToast(outcome.kind === 'done' ? t`Nothing will be deleted.` : words(outcome));
    await onChanged();
  };
  const handleDelete = async () => {
    if (!asking) return;
    const outcome = await askForDeletion(asking);
    setAsking(null);
    if (outcome.kind !== 'done') showToast(words(outcome));
    await onChanged();
  };
  if (erasesAt !== null)
    return (
      <Card hero kicker={<Trans>Deletion</Trans>}>
        <h2>
          <Trans>Everything will be deleted on {dayAndTime(erasesAt)}</Trans>
        </h2>
        <p>
          <Trans>
            Here, at the service and on all your devices. Until then you can go on learning, save a copy, and take it
            back from any of them.
          </Trans>
        </p>
        <ExportButton />
        <Button onClick={() => void handleKeep()}>
          <Trans>Take it back: delete nothing</Trans>
        </Button>
      </Card>
    );
  return (
    <Disclosure summary={<Trans>Delete everything</Trans>}>
      <div className={styles.part}>
        <p>
          <Trans>
            All you learned and all that is known of you goes, at the service and on all your devices, after seven days.
            Until then any of your devices can take it back. Save a copy first if you want to keep it.
          </Trans>
        </p>
        <ExportButton />
        <div className={styles.buttons}>
          <Button look="quiet" onClick={() => void askPin(() => setAsking('learner'))}>
            <Trans>Delete my learning</Trans>
          </Button>
          {hasAccount && (
            <Button look="quiet" onClick={() => void askPin(() => setAsking('account'))}>
              <Trans>Delete the account and all its learners</Trans>
            </Button>
          )}
        </div>
      </div>
      {dialog}
      <Dialog
        open={asking !== null}
        onClose={() => setAsking(null)}
        sheet
        title={asking === 'account' ? t`Delete the account?` : t`Delete all your learning?`}
        actions={
          <>
            <Button look="quiet" onClick={() => setAsking(null)}>
              <Trans>Keep everything</Trans>
            </Button>
            <Button onClick={() => void handleDelete()}>
              <Trans>Delete in seven days</Trans>
            </Button>
          </>
        }
      >
        <p>
          <Trans>You have seven days to take it back. After that nobody can, and we cannot either.</Trans>
        </p>
      </Dialog>
    </Disclosure>
  );
};
