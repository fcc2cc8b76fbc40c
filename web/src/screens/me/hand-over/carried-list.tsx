import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { IconButton } from '../../../components/button.tsx';
import { Row, Rows } from '../../../components/row.tsx';
import { dropCarried } from '../../../data/commands/receive-bundle.ts';
import { type Carried, useCarried } from '../../../data/queries/hand-over.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { showToast } from '../../../ui-state/toasts.ts';
import styles from './hand-over.module.css';

const State = ({
  carried: { state, refusal, notBefore, receivedAt, settledAt },
}: {
  carried: Omit<Carried, 'text'>;
}) => {
  const { dayAndTime } = useFormat();
  if (state === 'delivered') return <Trans>The service has it, since {dayAndTime(settledAt ?? receivedAt)}</Trans>;
  if (state === 'waiting')
    return notBefore > 0 ? (
      <Trans>The clock of its device runs ahead: the service takes it later</Trans>
    ) : (
      <Trans>Waits for a connection, since {dayAndTime(receivedAt)}</Trans>
    );
  if (refusal === 'foreign') return <Trans>It was packed for another Hornbook service</Trans>;
  return <Trans>The service does not take it: its device was signed out, or it was altered</Trans>;
};

/** What this device carries for others, and what became of it. */
export const CarriedList = () => {
  const { t } = useLingui();
  const { bytes } = useFormat();
  const all = useCarried();
  if (!all || all.length === 0)
    return (
      <p className={styles.quiet}>
        <Trans>Nothing at the moment.</Trans>
      </p>
    );
  return (
    <Rows>
      {all.map((carried) => (
        <Row
          key={carried.id}
          icon={carried.state === 'delivered' ? 'check' : carried.state === 'refused' ? 'attention' : 'send'}
          tone={carried.state === 'delivered' ? 'correct' : carried.state === 'refused' ? 'accent' : 'info'}
          title={
            <>
              {carried.from ? <span dir="auto">{carried.from}</span> : <Trans>Somebody</Trans>}
              {' · '}
              <Plural value={carried.rows} one="# thing" other="# things" />
              {' · '}
              {bytes(carried.sizeBytes)}
            </>
          }
          detail={<State carried={carried} />}
          end={
            <IconButton
              icon="remove"
              label={carried.state === 'waiting' ? t`Stop carrying this` : t`Remove from the list`}
              onClick={() =>
                void dropCarried(carried.id).then(() =>
                  showToast(carried.state === 'waiting' ? t`No longer carried. Its maker still has it.` : t`Removed.`),
                )
              }
            />
          }
        />
      ))}
    </Rows>
  );
};
