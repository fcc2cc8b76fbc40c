import { expect, test } from 'vitest';
import { isQuiet, minuteOfDay, reminderDue } from './reminder.ts';

const wish = { minute: 18 * 60, zone: 'Asia/Kathmandu', quietFrom: 21 * 60, quietTo: 8 * 60 };

test('a reminder comes at the hour chosen, by the clock of the zone it was chosen in', () => {
  expect(reminderDue(wish, Date.UTC(2026, 0, 5, 12, 14))).toBe(null);
  expect(reminderDue(wish, Date.UTC(2026, 0, 5, 12, 15))).toBe('2026-01-05');
  expect(reminderDue(wish, Date.UTC(2026, 0, 5, 13, 14))).toBe('2026-01-05');
  expect(reminderDue(wish, Date.UTC(2026, 0, 5, 13, 15))).toBe(null);
});

test('none comes in quiet hours, which may go over midnight', () => {
  expect(reminderDue({ ...wish, zone: 'UTC', minute: 22 * 60 }, Date.UTC(2026, 0, 5, 22))).toBe(null);
  expect(
    reminderDue({ ...wish, zone: 'UTC', minute: 22 * 60, quietFrom: 0, quietTo: 0 }, Date.UTC(2026, 0, 5, 22)),
  ).toBe('2026-01-05');
  expect(isQuiet(30, wish)).toBe(true);
  expect(isQuiet(12 * 60, wish)).toBe(false);
  expect(isQuiet(13 * 60, { quietFrom: 12 * 60, quietTo: 14 * 60 })).toBe(true);
});

test('a reminder at one in the morning is of the day before, and an unknown zone has none', () => {
  const night = { zone: 'UTC', minute: 60, quietFrom: 0, quietTo: 0 };
  expect(reminderDue(night, Date.UTC(2026, 0, 6, 1, 5))).toBe('2026-01-05');
  expect(minuteOfDay(0, 'Mars/Olympus')).toBe(null);
});
