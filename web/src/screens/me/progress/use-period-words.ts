import type { Amounts, Span } from '@hornbook/shared/learning/aggregates.ts';
import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { Point } from './chart.tsx';
import { accuracy, minutesOf, type Period } from './periods.ts';

/** Periods and what they come to, in words. */
export const usePeriodWords = () => {
  const { i18n, t } = useLingui();
  const label = (start: string, span: Span): string => {
    const date = new Date(`${start}T12:00:00Z`);
    if (span === 'day') return i18n.date(date, { day: 'numeric', month: 'short', timeZone: 'UTC' });
    if (span !== 'week') return i18n.date(date, { month: 'short', year: 'numeric', timeZone: 'UTC' });
    const end = new Date(date.getTime() + 6 * 86_400_000);
    return new Intl.DateTimeFormat(i18n.locales ?? i18n.locale, {
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC',
    }).formatRange(date, end);
  };
  const percent = (whole: number | null): string =>
    whole === null ? t`no answers` : i18n.number(whole / 100, { style: 'percent' });
  const minutes = (amounts: Amounts): string =>
    t`${plural(minutesOf(amounts), { one: '# minute', other: '# minutes' })}`;
  const point = (periods: readonly Period[], span: Span, of: (amounts: Amounts) => [number | null, string]): Point[] =>
    periods.map(({ start, amounts }) => {
      const [value, said] = of(amounts);
      return { key: start, label: label(start, span), value, said };
    });
  return {
    percent,
    minutes,
    time: (periods: readonly Period[], span: Span): Point[] =>
      point(periods, span, (amounts) => [minutesOf(amounts), minutes(amounts)]),
    right: (periods: readonly Period[], span: Span): Point[] =>
      point(periods, span, (amounts) => {
        const share = accuracy(amounts);
        const of = t`${plural(amounts.answered, { one: '# answer', other: '# answers' })}`;
        return [share, share === null ? percent(null) : t`${percent(share)} of ${of}`];
      }),
    points: (periods: readonly Period[], span: Span): Point[] =>
      point(periods, span, (amounts) => [
        amounts.points,
        t`${plural(amounts.points, { one: '# point', other: '# points' })}`,
      ]),
  };
};
