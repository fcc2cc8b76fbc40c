import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { markPlanEntry } from '../../../data/commands/plan-entries.ts';
import type { DayEntry } from '../../../data/queries/day-plan.ts';
import { showToast } from '../../../ui-state/toasts.ts';
import styles from './day.module.css';
import { useEntryWords } from './use-entry-words.ts';

interface EntrySheetProps {
  entry: DayEntry | null;
  /** `changed`: the row the focus came from may be gone. */
  onClose: (changed: boolean) => void;
}

/** What can be said of an entry of the plan beside doing it. Nothing of it is final. */
export const EntrySheet = ({ entry, onClose }: EntrySheetProps) => {
  const { t } = useLingui();
  const words = useEntryWords();
  const mark = async (state: 'done' | 'skipped' | 'moved', said: string) => {
    if (!entry) return;
    const outcome = await markPlanEntry(entry, state);
    showToast(outcome.kind === 'stored' ? said : t`Not saved: make some room on this device, then try again.`);
    onClose(true);
  };
  return (
    <Dialog open={entry !== null} title={entry ? words.title(entry) : ''} sheet onClose={() => onClose(false)}>
      <div className={styles.choices}>
        <Button look="quiet" wide icon="check" onClick={() => void mark('done', t`Ticked off.`)}>
          <Trans>I have done it</Trans>
        </Button>
        <Button look="quiet" wide icon="today" onClick={() => void mark('moved', t`It will be in tomorrow's plan.`)}>
          <Trans>Do it tomorrow</Trans>
        </Button>
        <Button look="quiet" wide icon="cross" onClick={() => void mark('skipped', t`Left out for today.`)}>
          <Trans>Not today</Trans>
        </Button>
        <Button look="plain" wide onClick={() => onClose(false)}>
          <Trans>Keep it</Trans>
        </Button>
      </div>
    </Dialog>
  );
};
