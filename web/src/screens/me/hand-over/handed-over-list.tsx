import { Plural, Trans } from '@lingui/react/macro';
import { Row, Rows } from '../../../components/row.tsx';
import { type HandedOver, useHandedOver } from '../../../data/queries/hand-over.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import styles from './hand-over.module.css';

const How = ({ how }: Pick<HandedOver, 'how'>) =>
  how === 'file' ? (
    <Trans>saved as a file</Trans>
  ) : how === 'share' ? (
    <Trans>shared</Trans>
  ) : (
    <Trans>shown as pictures</Trans>
  );

/** What this learner gave away. Whether it arrived the service alone can say. */
export const HandedOverList = () => {
  const { dayAndTime } = useFormat();
  const all = useHandedOver();
  if (!all || all.length === 0)
    return (
      <p className={styles.quiet}>
        <Trans>Nothing yet.</Trans>
      </p>
    );
  return (
    <Rows>
      {all.map(({ id, kind, how, rows, at }) => (
        <Row
          key={id}
          icon={kind === 'own' ? 'export' : 'send'}
          tone="quiet"
          title={kind === 'own' ? <Trans>Everything of mine</Trans> : <Trans>What waited</Trans>}
          detail={
            <>
              <Plural value={rows} one="# thing" other="# things" />
              {' · '}
              <How how={how} />
              {' · '}
              {dayAndTime(at)}
            </>
          }
        />
      ))}
    </Rows>
  );
};
