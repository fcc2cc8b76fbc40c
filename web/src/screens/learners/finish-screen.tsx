import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { Row, Rows } from '../../components/row.tsx';
import { finishHere, removeAllTheSame } from '../../data/commands/finish-here.ts';
import { fetchDevices } from '../../data/commands/manage-devices.ts';
import { useRecordingTotals } from '../../data/queries/phrases.ts';
import { useOutbox, useQuarantine, useSyncStatus } from '../../data/queries/sync-status.ts';
import { Screen } from '../../shell/screen.tsx';
import { type Finishing, useFinishing } from '../../ui-state/finishing.ts';
import { ExportButton } from '../me/export-button.tsx';
import { ItemTitle, itemIcons } from '../me/item-words.tsx';
import { RemoveForGood } from '../me/remove-for-good.tsx';
import styles from './learners.module.css';

const back = { href: '/me/data', place: <Trans>My data</Trans> };
const SHOWN = 12;

/** How many other devices this learner has; undefined while that is not known. */
const useOtherDevices = (): number | undefined => {
  const [count, setCount] = useState<number>();
  useEffect(() => {
    let gone = false;
    void fetchDevices().then((devices) => {
      if (!gone && devices) setCount(devices.filter(({ current }) => !current).length);
    });
    return () => {
      gone = true;
    };
  }, []);
  return count;
};

const OutcomeWords = ({ outcome }: { outcome: NonNullable<Finishing['outcome']> }) => {
  switch (outcome.kind) {
    case 'unsent':
      return <Trans>Nothing was removed: not everything could be sent. What is still here alone is named below.</Trans>;
    case 'unreachable':
      return (
        <Trans>
          Nothing was removed: the service could not be asked whether it has everything. Try again with a connection.
        </Trans>
      );
    case 'differs':
      return (
        <Trans>
          Nothing was removed: the service does not have everything yet. It is being sent; try again in a moment.
        </Trans>
      );
  }
};

/** What is here and nowhere else, by name. */
const Unsent = () => {
  const waiting = useOutbox();
  const refused = useQuarantine();
  const status = useSyncStatus();
  const [copied, setCopied] = useState(false);
  const { t } = useLingui();
  const count = (status?.waiting ?? 0) + (status?.needAttention ?? 0);
  const shutOut = Boolean(status?.refusal);
  if (!waiting || !refused || (count === 0 && !shutOut)) return null;
  return (
    <Section
      title={
        count > 0 ? (
          <Plural value={count} one="# thing is here alone" other="# things are here alone" />
        ) : (
          <Trans>The service does not let this device in any more</Trans>
        )
      }
    >
      <Rows>
        {[...refused, ...waiting].slice(0, SHOWN).map((item) => (
          <Row
            key={'id' in item ? item.id : `${item.collection}/${item.key}`}
            icon={itemIcons[item.name.kind]}
            tone="accent"
            title={<ItemTitle name={item.name} />}
            detail={'id' in item ? <Trans>refused by the service</Trans> : <Trans>not sent yet</Trans>}
          />
        ))}
      </Rows>
      {count > SHOWN && (
        <p className={styles.quiet}>
          <Plural value={count - SHOWN} one="and # more" other="and # more" />
        </p>
      )}
      <p>
        <Trans>A copy holds all of it, and can be put back on any device:</Trans>
      </p>
      <ExportButton />
      <label className={styles.tick}>
        <input type="checkbox" checked={copied} onChange={(event) => setCopied(event.target.checked)} />
        <Trans>I have a copy, or need none</Trans>
      </label>
      <RemoveForGood
        asks={<Trans>Remove although not sent</Trans>}
        disabled={!copied}
        title={t`Remove what was never sent?`}
        words={<Trans>The service does not have it. Without a copy it is gone for good.</Trans>}
        action={
          count > 0 ? (
            <Plural value={count} one="Remove, lose # thing" other="Remove, lose # things" />
          ) : (
            <Trans>Remove</Trans>
          )
        }
        onRemove={removeAllTheSame}
      />
    </Section>
  );
};

/** For a device that is given on or was borrowed: all is sent, it is made sure that it arrived, and then nothing stays. */
export const FinishScreen = () => {
  const { t } = useLingui();
  const { phase, outcome } = useFinishing();
  const status = useSyncStatus();
  const others = useOtherDevices();
  const voices = useRecordingTotals()?.onlyHere ?? 0;
  const busy = phase !== 'idle';
  return (
    <Screen
      title={t`Finish on this device`}
      lede={<Trans>When the device goes to somebody else: what you did is sent, then nothing of it stays here.</Trans>}
      back={back}
    >
      <ol className={styles.stages}>
        <li>
          <Trans>Everything that waits is sent.</Trans>
        </li>
        <li>
          <Trans>The service is asked whether it really has all of it, thing by thing.</Trans>
        </li>
        <li>
          <Trans>
            This device is signed out, and your work, your name and your key are removed from it. Downloaded courses
            stay.
          </Trans>
        </li>
      </ol>
      {others === 0 && (
        <div className={styles.warning}>
          <p>
            <Trans>
              No other device of yours is known. Add one first, or sign in with an account, or keep a copy: without any
              of them nobody can open this learning again.
            </Trans>
          </p>
        </div>
      )}
      {voices > 0 && (
        <div className={styles.warning}>
          <p>
            <Plural
              value={voices}
              one="# recording of your voice is on this device only, and goes with it."
              other="# recordings of your voice are on this device only, and go with it."
            />{' '}
            <Link href="/practice/speak">
              <Trans>Where they may be</Trans>
            </Link>
          </p>
        </div>
      )}
      <p className={styles.problem} role="status">
        {phase === 'sending' && <Trans>Sending what waits …</Trans>}
        {phase === 'checking' && <Trans>Asking whether everything is there …</Trans>}
        {phase === 'removing' && <Trans>Removing …</Trans>}
        {phase === 'idle' && outcome && <OutcomeWords outcome={outcome} />}
      </p>
      <div className={styles.actions}>
        <Button disabled={busy || !status} onClick={() => void finishHere()}>
          <Trans>Send, check, then remove</Trans>
        </Button>
      </div>
      {!busy && outcome && <Unsent />}
    </Screen>
  );
};
