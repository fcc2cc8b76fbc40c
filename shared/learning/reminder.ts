import { localDay } from './local-day.ts';

export interface ReminderWish {
  /** Minutes after midnight in `zone`. */
  minute: number;
  zone: string;
  /** Minutes after midnight between which nothing is sent, over midnight too. Equal: no quiet hours. */
  quietFrom: number;
  quietTo: number;
}

export const FIRST_WISH = { minute: 18 * 60, quietFrom: 21 * 60, quietTo: 8 * 60 } as const;

/** A reminder that is an hour late is none any more: the service may have been away. */
export const REMINDER_WINDOW_MINUTES = 60;

const clocks = new Map<string, Intl.DateTimeFormat | null>();

/** Minutes after midnight in a zone; null for a zone this runtime has never heard of. */
export const minuteOfDay = (at: number, zone: string): number | null => {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    try {
      clock = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      });
    } catch {
      clock = null;
    }
    clocks.set(zone, clock);
  }
  if (!clock) return null;
  const part: Record<string, string> = {};
  for (const { type, value } of clock.formatToParts(at)) part[type] = value;
  return Number(part.hour) * 60 + Number(part.minute);
};

export const isQuiet = (
  minute: number,
  { quietFrom, quietTo }: Pick<ReminderWish, 'quietFrom' | 'quietTo'>,
): boolean =>
  quietFrom <= quietTo ? minute >= quietFrom && minute < quietTo : minute >= quietFrom || minute < quietTo;

/** The local day a learner is to be reminded of now, or null: not yet, too late, or they want quiet. */
export const reminderDue = (wish: ReminderWish, at: number): string | null => {
  const minute = minuteOfDay(at, wish.zone);
  if (minute === null || isQuiet(minute, wish)) return null;
  const late = (minute - wish.minute + 1440) % 1440;
  return late < REMINDER_WINDOW_MINUTES ? localDay(at, wish.zone) : null;
};
