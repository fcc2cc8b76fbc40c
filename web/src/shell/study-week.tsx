import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Section } from '../components/page.tsx';
import { useStudyTotals } from '../data/queries/study-totals.ts';
import styles from './study-week.module.css';

const minuteMs = 60_000;
const fullMs = 15 * minuteMs;
/** A day of a few seconds is to be seen, too. */
const leastShown = 12;
const filled = (ms: number): number => (ms > 0 ? Math.max(leastShown, Math.min(100, (ms / fullMs) * 100)) : 0);

/** The last seven days: how long, and on which. No chain that could break. */
export const StudyWeek = () => {
  const { i18n, t } = useLingui();
  const totals = useStudyTotals();
  if (!totals) return null;
  const minutes = Math.round(totals.weekMs / minuteMs);
  return (
    <Section title={<Trans>Your week</Trans>} end={<Plural value={minutes} one="# minute" other="# minutes" />}>
      <ol className={styles.week}>
        {totals.lastSevenDays.map(({ localDay, ms }) => {
          // Noon in UTC is the same date everywhere the day can be read.
          const date = new Date(`${localDay}T12:00:00Z`);
          const long = i18n.date(date, { weekday: 'long', timeZone: 'UTC' });
          const studied = Math.round(ms / minuteMs);
          const today = localDay === totals.today;
          return (
            <li key={localDay} className={`${styles.day} ${today ? styles.now : ''}`}>
              <span className={styles.level} aria-hidden="true">
                <span className={styles.filled} style={{ blockSize: `${filled(ms)}%` }} />
              </span>
              <span aria-hidden="true">{i18n.date(date, { weekday: 'narrow', timeZone: 'UTC' })}</span>
              <span className="visually-hidden">
                {today ? t`${long}, today: ${studied} min` : t`${long}: ${studied} min`}
              </span>
            </li>
          );
        })}
      </ol>
    </Section>
  );
};
