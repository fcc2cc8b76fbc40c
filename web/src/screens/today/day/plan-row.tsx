import { Trans, useLingui } from '@lingui/react/macro';
import { Button, IconButton } from '../../../components/button.tsx';
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
        <Icon name="check" />
        <span className={styles.readyWord}>
          <Trans>ready</Trans>
        </span>
      </span>
    );
  return entry.sizeBytes > 0 ? <Trans>needs {bytes(entry.sizeBytes)}</Trans> : <Trans>needs download</Trans>;
};

/** Something still to do today, with what else can be said of it: done, tomorrow, not today. */
export const PlanRow = ({ entry, onMore }: { entry: DayEntry; onMore: (entry: DayEntry) => void }) => {
  const { t } = useLingui();
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
          {words.kind(entry)} · <Minutes count={entry.minutes} />
        </>
      }
      end={
        <>
          <Readiness entry={entry} />
          <IconButton icon="more" label={t`More about “${title}”`} onClick={() => onMore(entry)} />
        </>
      }
    />
  );
};

/** What is finished. */
export const DoneRow = ({ entry }: { entry: DayEntry }) => {
  const words = useEntryWords();
  return <Row icon="check" tone="correct" title={words.title(entry)} detail={words.kind(entry)} />;
};

/** What was skipped or moved, and can be taken back. */
export const AsideRow = ({ entry }: { entry: DayEntry }) => {
  const { t } = useLingui();
  const title = useEntryWords().title(entry);
  return (
    <Row
      icon={entryIcons[entry.kind]}
      tone="quiet"
      title={title}
      detail={entry.status === 'moved' ? <Trans>Moved to tomorrow</Trans> : <Trans>Not today</Trans>}
      end={
        <Button
          look="plain"
          icon="undo"
          aria-label={t`Take “${title}” back`}
          onClick={() => void markPlanEntry(entry, 'open')}
        >
          <Trans>Undo</Trans>
        </Button>
      }
    />
  );
};
