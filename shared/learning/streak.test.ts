import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../testing/property-runs.ts';
import { dayNumber, dayOfNumber, localDay } from './local-day.ts';
import { streakOf, weeklyStreakOf } from './streak.ts';

const START = dayNumber('2026-01-05'); // a Monday
const days = (...offsets: number[]) => offsets.map((offset) => ({ localDay: dayOfNumber(START + offset) }));
const upTo = (count: number) => days(...Array.from({ length: count }, (_, index) => index));
const at = (offset: number) => dayOfNumber(START + offset);

describe('a streak', () => {
  test('counts days in a row, and today never breaks it', () => {
    expect(streakOf(days(0, 1, 2), at(2))).toMatchObject({ current: 3, longest: 3, activeToday: true });
    expect(streakOf(days(0, 1, 2), at(3))).toMatchObject({ current: 3, activeToday: false });
    expect(streakOf(days(0, 1, 2), at(4))).toMatchObject({ current: 0, longest: 3 });
    expect(streakOf([], at(0))).toMatchObject({ current: 0, longest: 0, lastActiveDay: null });
  });

  test('earns a rest day with every seventh active day, holds two, and spends them by itself', () => {
    expect(streakOf(upTo(7), at(6)).freezes).toBe(1);
    expect(streakOf(upTo(40), at(39)).freezes).toBe(2);
    const rested = streakOf([...upTo(7), ...days(8)], at(8));
    expect(rested).toMatchObject({ current: 8, freezes: 0, rested: [at(7)] });
    expect(streakOf([...upTo(7), ...days(9)], at(9))).toMatchObject({ current: 1, freezes: 1, rested: [] });
    expect(streakOf(upTo(14), at(16))).toMatchObject({ current: 14, freezes: 0, rested: [at(14), at(15)] });
  });

  test('ignores days after tomorrow: a clock was wrong', () => {
    expect(streakOf(days(0, 1, 200), at(0))).toMatchObject({ current: 2, activeDays: 2 });
  });

  test('counts days that arrive a month later, in any order, twice or more', () => {
    const all = upTo(30);
    const whole = streakOf(all, at(29));
    expect(whole.current).toBe(30);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 30 }), fc.subarray(all), (order, again) => {
        expect(streakOf([...order, ...again], at(29))).toEqual(whole);
      }),
      propertyRuns(50),
    );
  });

  test('never has more days than were active, and rests only where it spent', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(120), { maxLength: 90 }), (offsets) => {
        const streak = streakOf(days(...offsets), at(120));
        expect(streak.longest).toBeLessThanOrEqual(offsets.length);
        expect(streak.current).toBeLessThanOrEqual(streak.longest);
        expect(streak.freezes).toBeLessThanOrEqual(2);
        expect(streak.rested.length + streak.freezes).toBeLessThanOrEqual(Math.floor(offsets.length / 7));
        for (const day of streak.rested) expect(offsets).not.toContain(dayNumber(day) - START);
      }),
      propertyRuns(300),
    );
  });
});

describe('wherever a learner is', () => {
  const in_ = (zone: string, ...instants: string[]) =>
    instants.map((text) => {
      const instant = Date.parse(text);
      return { localDay: localDay(instant, zone), firstAt: instant, lastAt: instant };
    });

  test('Apia had no 30 December 2011, and nobody lost a day to it', () => {
    const active = in_('Pacific/Apia', '2011-12-29T20:00:00Z', '2011-12-31T05:00:00Z');
    expect(active.map(({ localDay }) => localDay)).toEqual(['2011-12-29', '2011-12-31']);
    expect(streakOf(active, '2011-12-31', 'Pacific/Apia')).toMatchObject({ current: 2, rested: [] });
    expect(streakOf(active, '2011-12-31', 'Europe/Madrid').current).toBe(1);
    // Still the evening of the 31st there, and nothing yet: the day before yesterday is not yesterday's fault.
    expect(streakOf(active.slice(0, 1), '2011-12-31', 'Pacific/Apia').current).toBe(1);
  });

  test('Lord Howe turns its clocks by half an hour, Kathmandu is three quarters off', () => {
    const howe = in_('Australia/Lord_Howe', '2026-04-03T17:20:00Z', '2026-04-04T17:20:00Z', '2026-04-05T17:45:00Z');
    expect(streakOf(howe, '2026-04-06').activeDays).toBe(3);
    expect(streakOf(in_('Asia/Kathmandu', '2026-01-05T22:10:00Z', '2026-01-05T22:20:00Z'), '2026-01-06').current).toBe(
      2,
    );
  });

  test('two in the morning still belongs to yesterday', () => {
    const night = in_('Europe/Madrid', '2026-01-05T20:00:00Z', '2026-01-07T01:00:00Z');
    expect(streakOf(night, '2026-01-06').current).toBe(2);
  });

  test('whoever flies over the date line to the west has no day to lose: it never was', () => {
    const evening = in_('Pacific/Honolulu', '2026-01-06T05:00:00Z');
    const next = in_('Pacific/Kiritimati', '2026-01-06T20:00:00Z');
    expect([...evening, ...next].map(({ localDay }) => localDay)).toEqual(['2026-01-05', '2026-01-07']);
    expect(streakOf([...evening, ...next], '2026-01-07').current).toBe(2);
    // A whole day between them is one that could have been used.
    const later = in_('Pacific/Kiritimati', '2026-01-07T06:00:00Z');
    expect(streakOf([...evening, ...later], '2026-01-07').current).toBe(1);
  });

  test('whoever flies to the east lives a date twice, and it counts once', () => {
    const days = [
      ...in_('Pacific/Kiritimati', '2026-01-05T20:00:00Z'),
      ...in_('Pacific/Honolulu', '2026-01-06T20:00:00Z'),
    ];
    expect(days.map(({ localDay }) => localDay)).toEqual(['2026-01-06', '2026-01-06']);
    expect(streakOf(days, '2026-01-06').current).toBe(1);
  });
});

describe('a weekly streak', () => {
  test('counts ISO weeks with enough days, and the running week never breaks it', () => {
    const active = days(0, 1, 2, 7, 8, 9, 14);
    expect(weeklyStreakOf(active, at(14))).toMatchObject({ current: 2, longest: 2, daysThisWeek: 1 });
    expect(weeklyStreakOf([...active, ...days(15, 16)], at(16)).current).toBe(3);
    expect(weeklyStreakOf(active, at(21))).toMatchObject({ current: 0, longest: 2 });
  });

  test('begins its weeks on Monday, over the turn of the year', () => {
    const active = ['2025-12-29', '2025-12-31', '2026-01-04'].map((localDay) => ({ localDay }));
    expect(weeklyStreakOf(active, '2026-01-05').current).toBe(1);
    expect(weeklyStreakOf([...active, { localDay: '2026-01-05' }], '2026-01-05', 4).current).toBe(0);
  });
});
