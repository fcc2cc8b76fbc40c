import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { Row, Rows } from '../../components/row.tsx';
import { type ItemReceipt, type Receipts, useReceipts } from '../../data/queries/receipts.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { showToast } from '../../ui-state/toasts.ts';
import { ItemTitle, itemIcons } from './item-words.tsx';
import styles from './me.module.css';

const FIRST = 5;
const MORE = 20;
const SHORT = 8;

const CopyReceipt = ({ receipt: { collection, key, version, hash, at } }: { receipt: ItemReceipt }) => {
  const { t } = useLingui();
  const copy = async () => {
    const thing = `${collection}/${key}`;
    const time = new Date(at).toISOString();
    const words = t`The service has ${thing} as version ${version} with fingerprint ${hash}, seen ${time}.`;
    // Where a browser forbids it the page says so; the short form can still be read off it.
    await navigator.clipboard.writeText(words).then(
      () => showToast(t`Receipt copied`),
      () => showToast(t`This browser does not let it be copied.`),
    );
  };
  return <IconButton icon="copy" label={t`Copy this receipt`} onClick={() => void copy().catch(() => undefined)} />;
};

const ReceiptDetail = ({ receipt: { at, hash } }: { receipt: ItemReceipt }) => {
  const { dayAndTime } = useFormat();
  return hash === null ? (
    <Trans>{dayAndTime(at)} · a later change of it waits here</Trans>
  ) : (
    <>
      {dayAndTime(at)}
      {' · '}
      <code className={styles.hash} dir="ltr">
        {hash.slice(0, SHORT)}
      </code>
    </>
  );
};

/** What the service has, thing by thing: the receipt of each, the newest first. */
export const ReceiptList = () => {
  const [count, setCount] = useState(FIRST);
  const read = useReceipts(count);
  // While more are read, those shown stay.
  const [last, setLast] = useState<Receipts>();
  if (read && read !== last) setLast(read);
  const receipts = read ?? last;
  return (
    <Section title={<Trans>The service has it</Trans>}>
      <p className={styles.quiet}>
        {receipts?.shown.length === 0 ? (
          <Trans>As soon as the service has something you did, its receipt stands here.</Trans>
        ) : (
          <Trans>
            Read back from the service, with the time and a fingerprint of exactly what it has. Whatever is changed gets
            another one.
          </Trans>
        )}
      </p>
      <Rows>
        {receipts?.shown.map((receipt) => (
          <Row
            key={`${receipt.collection}/${receipt.key}`}
            icon={itemIcons[receipt.name.kind]}
            tone="correct"
            title={<ItemTitle name={receipt.name} />}
            detail={<ReceiptDetail receipt={receipt} />}
            end={receipt.hash !== null && <CopyReceipt receipt={receipt} />}
          />
        ))}
      </Rows>
      {receipts?.more && (
        <div>
          <Button look="plain" onClick={() => setCount(count + MORE)}>
            <Trans>Show more</Trans>
          </Button>
        </div>
      )}
    </Section>
  );
};
