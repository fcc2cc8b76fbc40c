import { Trans, useLingui } from '@lingui/react/macro';
import { Disclosure } from '../../components/disclosure.tsx';
import { Section } from '../../components/page.tsx';
import type { TrafficView } from '../../data/queries/downloads.ts';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './me.module.css';

/** What was fetched and sent, by day: for who pays for data. */
export const TrafficSection = ({ traffic }: { traffic: TrafficView }) => {
  const { i18n } = useLingui();
  const { bytes } = useFormat();
  const [today, month] = [bytes(traffic.todayBytes), bytes(traffic.monthBytes)];
  return (
    <Section title={<Trans>Data used</Trans>}>
      <p>
        <Trans>
          Today {today}, in thirty days {month}.
        </Trans>
      </p>
      <p className={styles.quiet}>
        <Trans>Courses and files, both ways. What you answer is a few kilobytes a day and is not counted.</Trans>
      </p>
      {traffic.days.length > 0 && (
        <Disclosure summary={<Trans>Day by day</Trans>}>
          <table className={styles.days}>
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Day</Trans>
                </th>
                <th scope="col">
                  <Trans>Data</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {traffic.days.map((one) => (
                <tr key={one.day}>
                  <th scope="row">
                    {i18n.date(new Date(`${one.day}T12:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })}
                  </th>
                  <td>{bytes(one.bytes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Disclosure>
      )}
    </Section>
  );
};
