import { describe, expect, test } from 'vitest';
import { dayNumber, dayOfNumber, localDay } from './local-day.ts';

describe('the local day', () => {
  test('begins at four in the morning', () => {
    expect(localDay(Date.UTC(2026, 0, 5, 2), 'UTC')).toBe('2026-01-04');
    expect(localDay(Date.UTC(2026, 0, 5, 3, 59, 59), 'UTC')).toBe('2026-01-04');
    expect(localDay(Date.UTC(2026, 0, 5, 4), 'UTC')).toBe('2026-01-05');
  });

  test('is that of the zone it happens in: half hours, three quarters, and both sides of the date line', () => {
    const at = Date.UTC(2026, 6, 1, 16);
    expect(localDay(at, 'Asia/Kathmandu')).toBe('2026-07-01');
    expect(localDay(at, 'Pacific/Kiritimati')).toBe('2026-07-02');
    expect(localDay(at, 'Pacific/Pago_Pago')).toBe('2026-07-01');
    expect(localDay(Date.UTC(2026, 3, 4, 15, 30), 'Australia/Lord_Howe')).toBe('2026-04-04');
  });

  test('knows no 30 December 2011 in Apia, which skipped it', () => {
    const days = new Set<string>();
    for (let hour = 0; hour < 96; hour++) days.add(localDay(Date.UTC(2011, 11, 28, 12 + hour), 'Pacific/Apia'));
    expect([...days]).toEqual(['2011-12-27', '2011-12-28', '2011-12-29', '2011-12-31', '2012-01-01']);
  });

  test('falls back to UTC in a zone this runtime has never heard of', () => {
    expect(localDay(Date.UTC(2026, 0, 5, 12), 'Mars/Olympus')).toBe('2026-01-05');
  });

  test('has a number, so that days can be counted over months, years and leap days', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('2000-03-01') - dayNumber('2000-02-28')).toBe(2);
    expect(dayNumber('2100-03-01') - dayNumber('2100-02-28')).toBe(1);
    for (let n = 0; n < 40_000; n += 13) {
      const day = new Date(n * 86_400_000).toISOString().slice(0, 10);
      expect(dayNumber(day)).toBe(n);
      expect(dayOfNumber(n)).toBe(day);
    }
  });
});
