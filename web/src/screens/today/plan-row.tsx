import { Trans } from '@lingui/react/macro';
import { Icon } from '../../components/icon.tsx';
import { Row } from '../../components/row.tsx';
import type { TodayEntry } from '../../data/queries/today.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Minutes } from '../../i18n/words.tsx';
import { EntryKind, entryHref, entryIcons, entryTitle } from './entry-words.tsx';
import styles from './today.module.css';

export const PlanRow = ({ entry }: { entry: TodayEntry }) => {
  const { bytes } = useFormat();
  return (
    <Row
      href={entryHref(entry)}
      icon={entryIcons[entry.kind]}
      tone={entry.kind === 'review' ? 'accent' : entry.kind === 'quiz' ? 'correct' : 'info'}
      title={entryTitle(entry)}
      detail={
        <>
          <EntryKind entry={entry} /> · <Minutes count={entry.minutes} />
        </>
      }
      end={
        entry.ready ? (
          <span className={styles.ready}>
            <Icon name="check" />
            <Trans>ready</Trans>
          </span>
        ) : entry.sizeBytes > 0 ? (
          <Trans>needs {bytes(entry.sizeBytes)}</Trans>
        ) : (
          <Trans>needs download</Trans>
        )
      }
    />
  );
};
