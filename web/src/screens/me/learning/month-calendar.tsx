import { dayNumber, dayOfNumber } from '@hornbook/shared/learning/local-day.ts';
import { mondayOf } from '@hornbook/shared/learning/streak.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { Icon } from '../../../components/icon.tsx';
import styles from './learning.module.css';

interface MonthCalendarProps {
  today: string;
  active: ReadonlySet<string>;
  rested: ReadonlySet<string>;
}

const WEEKS = 5;
/** Noon in UTC is the same date everywhere the day can be read. */
const dateOf = (localDay: string) => new Date(`${localDay}T12:00:00Z`);

/** Five weeks of days: which were active, which were rested. A table, so that it can be read as one. */
export const MonthCalendar = ({ today, active, rested }: MonthCalendarProps) => {
  const { i18n, t } = useLingui();
  const first = mondayOf(dayNumber(today)) - 7 * (WEEKS - 1);
  const weeks = Array.from({ length: WEEKS }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => dayOfNumber(first + 7 * week + day)),
  );
  const weekdays = weeks[0] ?? [];
  const state = (day: string): { name: string; look: string } => {
    if (active.has(day)) return { name: t`learned`, look: styles.dayActive ?? '' };
    if (rested.has(day)) return { name: t`rested`, look: styles.dayRested ?? '' };
    return { name: '', look: day > today ? (styles.dayAhead ?? '') : '' };
  };
  return (
    <table className={styles.calendar}>
      <caption className="visually-hidden">
        <Trans>The last five weeks</Trans>
      </caption>
      <thead>
        <tr>
          {weekdays.map((day) => (
            <th key={day} scope="col">
              <span aria-hidden="true">{i18n.date(dateOf(day), { weekday: 'narrow', timeZone: 'UTC' })}</span>
              <span className="visually-hidden">{i18n.date(dateOf(day), { weekday: 'long', timeZone: 'UTC' })}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              const { name, look } = state(day);
              return (
                <td key={day}>
                  <span className={`${styles.day} ${look} ${day === today ? styles.dayToday : ''}`}>
                    {active.has(day) ? (
                      <Icon name="check" />
                    ) : rested.has(day) ? (
                      <Icon name="pause" />
                    ) : (
                      <span aria-hidden="true">{i18n.date(dateOf(day), { day: 'numeric', timeZone: 'UTC' })}</span>
                    )}
                    <span className="visually-hidden">
                      {i18n.date(dateOf(day), { day: 'numeric', month: 'long', timeZone: 'UTC' })}
                      {name && `, ${name}`}
                    </span>
                  </span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
