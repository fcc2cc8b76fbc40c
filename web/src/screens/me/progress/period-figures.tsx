import { type Amounts, overall, type Span } from '@hornbook/shared/learning/aggregates.ts';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Figure, Figures } from '../learning/figures.tsx';
import { accuracy, minutesOf, type Period } from './periods.ts';
import styles from './progress.module.css';
import { usePeriodWords } from './use-period-words.ts';

const heads: Record<Span, ReactNode> = {
  day: <Trans>Today</Trans>,
  week: <Trans>This week</Trans>,
  month: <Trans>This month</Trans>,
  all: <Trans>In all</Trans>,
};

/** The same of the time before: to look at, not to be judged by. */
const Before = ({ span, said }: { span: Span; said: string }) => (
  <span className={styles.before}>
    {span === 'day' && <Trans>yesterday {said}</Trans>}
    {span === 'week' && <Trans>last week {said}</Trans>}
    {span === 'month' && <Trans>last month {said}</Trans>}
  </span>
);

/** The period that is running, beside the one before it. */
export const PeriodFigures = ({
  span,
  periods,
  days,
}: {
  span: Span;
  periods: readonly Period[];
  days: readonly { localDay: string; amounts: Amounts }[];
}) => {
  const { i18n } = useLingui();
  const { percent } = usePeriodWords();
  const now = span === 'all' ? overall(days) : periods.at(-1)?.amounts;
  const then = span === 'all' ? undefined : periods.at(-2)?.amounts;
  if (!now) return null;
  const minutes = minutesOf(now);
  return (
    <section className={styles.period}>
      <h2>{heads[span]}</h2>
      <Figures>
        <Figure value={i18n.number(minutes)} tone="accent">
          <Plural value={minutes} one="minute" other="minutes" />
          {then && <Before span={span} said={i18n.number(minutesOf(then))} />}
        </Figure>
        <Figure value={percent(accuracy(now))}>
          <Trans>of answers right</Trans>
          {then && accuracy(then) !== null && <Before span={span} said={percent(accuracy(then))} />}
        </Figure>
        <Figure value={i18n.number(now.answered)}>
          <Plural value={now.answered} one="answer" other="answers" />
        </Figure>
        <Figure value={i18n.number(now.lessons)}>
          <Plural value={now.lessons} one="lesson done" other="lessons done" />
        </Figure>
        <Figure value={i18n.number(now.points)}>
          <Plural value={now.points} one="point" other="points" />
        </Figure>
        {span !== 'day' && (
          <Figure value={i18n.number(activeDays(days, span === 'all' ? '' : (periods.at(-1)?.start ?? '')))}>
            <Plural
              value={activeDays(days, span === 'all' ? '' : (periods.at(-1)?.start ?? ''))}
              one="day of learning"
              other="days of learning"
            />
          </Figure>
        )}
      </Figures>
    </section>
  );
};

const activeDays = (days: readonly { localDay: string }[], from: string): number =>
  days.filter(({ localDay }) => localDay >= from).length;
