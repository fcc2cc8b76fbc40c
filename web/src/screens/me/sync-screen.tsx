import { Trans, useLingui } from '@lingui/react/macro';
import { Section } from '../../components/page.tsx';
import { Row, Rows } from '../../components/row.tsx';
import { Skeleton } from '../../components/states.tsx';
import { useUnsentFiles } from '../../data/queries/files.ts';
import { useOutbox, useQuarantine, useSyncStatus } from '../../data/queries/sync-status.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Screen } from '../../shell/screen.tsx';
import { back } from './back.tsx';
import { ExportButton } from './export-button.tsx';
import { ItemTitle, itemIcons, WaitingReason } from './item-words.tsx';
import styles from './me.module.css';
import { ReceiptList } from './receipt-list.tsx';
import { RefusedCard } from './refused-card.tsx';
import { SyncSummary } from './sync-summary.tsx';
import { RefusedFile, WaitingFile } from './waiting-file.tsx';

/** All there is to know of what was sent, what waits, and what could not be taken. */
export const SyncScreen = () => {
  const { t } = useLingui();
  const { dayAndTime } = useFormat();
  const status = useSyncStatus();
  const waiting = useOutbox();
  const refused = useQuarantine();
  const files = useUnsentFiles();
  return (
    <Screen title={t`Saving and sending`} back={back}>
      {!status || !waiting || !refused || !files ? (
        <Skeleton label={t`Looking through this device`} />
      ) : (
        <>
          <SyncSummary status={status} />
          {refused.length + files.refused.length > 0 && (
            <Section title={<Trans>Needs you</Trans>}>
              {refused.map((item) => (
                <RefusedCard key={item.id} item={item} />
              ))}
              {files.refused.map((file) => (
                <RefusedFile key={file.sha256} file={file} />
              ))}
            </Section>
          )}
          {waiting.length + files.waiting.length > 0 && (
            <Section title={<Trans>Waiting to be sent</Trans>} end={String(status.waiting)}>
              <Rows>
                {waiting.map(({ collection, key, name, since, reason }) => (
                  <Row
                    key={`${collection}/${key}`}
                    icon={itemIcons[name.kind]}
                    tone="quiet"
                    title={<ItemTitle name={name} />}
                    detail={
                      <>
                        <Trans>since {dayAndTime(since)}</Trans>
                        {reason && (
                          <span className={styles.reason}>
                            {' · '}
                            <WaitingReason reason={reason} />
                          </span>
                        )}
                      </>
                    }
                  />
                ))}
                {files.waiting.map((file) => (
                  <WaitingFile key={file.sha256} file={file} />
                ))}
              </Rows>
            </Section>
          )}
          <ReceiptList />
          <Section title={<Trans>A way out</Trans>}>
            <p className={styles.quiet}>
              <Trans>Whatever happens to sending, you can take everything with you.</Trans>
            </p>
            <ExportButton />
            <Rows>
              <Row
                href="/me/hand-over"
                icon="send"
                title={<Trans>By hand</Trans>}
                detail={<Trans>Without a connection: give away, carry for others, put back</Trans>}
              />
            </Rows>
          </Section>
        </>
      )}
    </Screen>
  );
};
