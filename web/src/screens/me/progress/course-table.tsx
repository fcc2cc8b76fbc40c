import { type Amounts, amountsByDay, overall } from '@hornbook/shared/learning/aggregates.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Section } from '../../../components/page.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import type { CourseSummary } from '../../../data/queries/course-view.ts';
import type { DaysInDetail } from '../../../data/queries/days-in-detail.ts';
import type { LearningRecord } from '../../../data/queries/learning-record.ts';
import { accuracy, minutesOf, wholeMinutes } from './periods.ts';
import styles from './progress.module.css';
import { usePeriodWords } from './use-period-words.ts';

interface Line {
  id: string;
  name: ReactNode;
  label: string;
  progress: CourseSummary['progress'];
  amounts: Amounts;
}

/** What each course comes to; its last line is the sum of all lines, and of all days. */
export const CourseTable = ({
  days,
  detail: { ledger },
  courses,
}: {
  days: LearningRecord['days'];
  detail: DaysInDetail;
  courses: readonly CourseSummary[];
}) => {
  const { i18n } = useLingui();
  const { percent } = usePeriodWords();
  const ids = new Set([...ledger.values()].flatMap((day) => [...day.keys()]));
  const known = courses.filter(({ entry, enrollment }) => enrollment || ids.has(entry.courseId));
  const lines: Line[] = known.map(({ entry, progress }) => ({
    id: entry.courseId,
    name: <Link href={`/learn/${entry.slug}`}>{entry.title}</Link>,
    label: entry.title,
    progress,
    amounts: overall(amountsByDay(ledger, entry.courseId)),
  }));
  const named = new Set(known.map(({ entry }) => entry.courseId));
  const rest = overall([...ids].filter((id) => !named.has(id)).flatMap((id) => amountsByDay(ledger, id)));
  if (rest.activeMs > 0 || rest.attempts > 0)
    lines.push({ id: 'none', name: <Trans>Practice of all courses</Trans>, label: '', progress: null, amounts: rest });
  const all = overall(days);
  const minutes = wholeMinutes(
    lines.map(({ amounts }) => amounts.activeMs),
    minutesOf(all),
  );
  return (
    <Section title={<Trans>By course</Trans>}>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Course</Trans>
              </th>
              <th scope="col">
                <Trans>Minutes</Trans>
              </th>
              <th scope="col">
                <Trans>Right</Trans>
              </th>
              <th scope="col">
                <Trans>Points</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ id, name, label, progress, amounts }, index) => (
              <tr key={id}>
                <th scope="row">
                  {name}
                  {progress && (
                    <ProgressBar
                      value={progress.percent / 100}
                      label={label}
                      tone={progress.percent === 100 ? 'correct' : 'info'}
                    />
                  )}
                </th>
                <td>{i18n.number(minutes[index] ?? 0)}</td>
                <td>{accuracy(amounts) === null ? '–' : percent(accuracy(amounts))}</td>
                <td>{i18n.number(amounts.points)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">
                <Trans>In all</Trans>
              </th>
              <td>{i18n.number(minutesOf(all))}</td>
              <td>{accuracy(all) === null ? '–' : percent(accuracy(all))}</td>
              <td>{i18n.number(all.points)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Section>
  );
};
