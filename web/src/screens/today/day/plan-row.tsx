import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Row } from '../../../components/row.tsx';
import { markPlanEntry } from '../../../data/commands/plan-entries.ts';
import type { DayEntry } from '../../../data/queries/day-plan.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Minutes } from '../../../i18n/words.tsx';
import styles from './day.module.css';
import { entryIcons, useEntryWords } from './use-entry-words.ts';
import { useOpenEntry } from './use-open-entry.ts';

const Readiness = ({ entry }: { entry: DayEntry }) => {
  const { bytes } = useFormat();
  if (entry.ready)
    return (
      <span className={styles.ready}>
        <Icon name="device" /> <Trans>on this device</Trans>
      </span>
    );
  return (
    <span className={styles.unready}>
      {entry.sizeBytes > 0 ? <Trans>needs {bytes(entry.sizeBytes)}</Trans> : <Trans>needs download</Trans>}
    </span>
  );
};

/** Says in a word what can be asked of an entry beside doing it. */
export const ChangeButton = ({ title, onClick }: { title: string; onClick: () => void }) => {
  const { t } = useLingui();
  return (
    <Button look="plain" aria-label={t`Change “${title}”`} onClick={onClick}>
      <Trans>Change</Trans>
    </Button>
  );
};

/** Something still to do today, with what else can be said of it: done, tomorrow, not today. */
export const PlanRow = ({ entry, onMore }: { entry: DayEntry; onMore: (entry: DayEntry) => void }) => {
  const words = useEntryWords();
  const open = useOpenEntry();
  const title = words.title(entry);
  const canOpen = entry.href !== null || entry.ready;
  return (
    <Row
      href={entry.href ?? undefined}
      onOpen={canOpen ? () => open(entry) : undefined}
      icon={entryIcons[entry.kind]}
      tone={entry.kind === 'skill' || entry.kind === 'cards' ? 'accent' : entry.kind === 'quiz' ? 'correct' : 'info'}
      title={title}
      detail={
        <>
          {words.kind(entry)} · <Minutes count={entry.minutes} /> <Readiness entry={entry} />
        </>
      }
      end={<ChangeButton title={title} onClick={() => onMore(entry)} />}
    />
  );
};

interface TakenBackProps {
  entry: DayEntry;
  /** The row goes, and the focus with it, unless it is taken elsewhere. */
  onTakeBack: () => void;
}

const TakeBack = ({ entry, onTakeBack, title }: TakenBackProps & { title: string }) => {
  const { t } = useLingui();
  return (
    <Button
      look="plain"
      icon="undo"
      aria-label={t`Undo: “${title}”`}
      onClick={() => {
        onTakeBack();
        void markPlanEntry(entry, 'open');
      }}
    >
      <Trans>Undo</Trans>
    </Button>
  );
};

/** What is finished; what was only ticked off can be taken back. */
export const DoneRow = ({ entry, onTakeBack }: TakenBackProps) => {
  const words = useEntryWords();
  const title = words.title(entry);
  return (
    <Row
      icon="check"
      tone="correct"
      title={title}
      detail={entry.ticked ? <Trans>Ticked off by you</Trans> : words.doneKind(entry)}
      end={entry.ticked && <TakeBack entry={entry} title={title} onTakeBack={onTakeBack} />}
    />
  );
};

/** What was skipped or moved, and can be taken back. */
export const AsideRow = ({ entry, onTakeBack }: TakenBackProps) => {
  const title = useEntryWords().title(entry);
  return (
    <Row
      icon={entryIcons[entry.kind]}
      tone="quiet"
      title={title}
      detail={entry.status === 'moved' ? <Trans>Moved to tomorrow</Trans> : <Trans>Not today</Trans>}
      end={<TakeBack entry={entry} title={title} onTakeBack={onTakeBack} />}
    />
  );
};
