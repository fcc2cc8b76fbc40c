import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import type { Whose } from '../../data/commands/link-devices.ts';
import { Picture } from '../learners/picture.tsx';
import styles from './join.module.css';

interface WhoseDialogProps {
  whose: Whose | null;
  onYes: () => void;
  onNo: () => void;
}

/** The last question before a device becomes somebody's: codes are mistaken, and sometimes handed out to mislead. */
export const WhoseDialog = ({ whose, onYes, onNo }: WhoseDialogProps) => {
  const { t } = useLingui();
  return (
    <Dialog
      open={whose !== null}
      onClose={onNo}
      sheet
      title={t`Is this you?`}
      actions={
        <>
          <Button look="quiet" onClick={onNo}>
            <Trans>No, stop</Trans>
          </Button>
          <Button onClick={onYes}>
            <Trans>Yes, join</Trans>
          </Button>
        </>
      }
    >
      <div className={styles.whose}>
        <Picture name={whose?.picture ?? null} size="l" />
        <strong dir="auto">{whose?.name || <Trans>Somebody who has not said a name yet</Trans>}</strong>
      </div>
      <p>
        <Trans>
          This device then gets everything learned under this name, and what was learned here so far joins it.
        </Trans>
      </p>
    </Dialog>
  );
};
