import { DAY_MS, dayNumber, dayOfNumber, localDay } from './local-day.ts';

export const STREAK_POLICY = { version: 1, daysForFreeze: 7, mostFreezes: 2, weeklyGoal: 3 } as const;

/** A local day with any learning, and, where attempts tell, the instants of the first and the last of them. */
export interface ActiveDay {
  localDay: string;
  firstAt?: number | null;
  lastAt?: number | null;
}

export interface Streak {
  /** Active days in a row; rested ones between them don't count and don't break it. */
  current: number;
  longest: number;
  activeDays: number;
  lastActiveDay: string | null;
  activeToday: boolean;
  /** Rest days in hand. */
  freezes: number;
  /** Gap days a freeze was spent on, those up to yesterday included, oldest first. */
  rested: string[];
  /** Each active day with the length of the run up to it, oldest first: when something was reached. */
  run: { localDay: string; length: number }[];
}

/** Whether a zone had this date at all: Apia had no 30 December 2011. */
const zoneSkipped = (day: number, timeZone: string): boolean => {
  const noon = day * DAY_MS + DAY_MS / 2;
  const name = dayOfNumber(day);
  // Every hour that could be that date somewhere on earth.
  for (let hour = -18; hour <= 18; hour += 2) if (localDay(noon + hour * 3_600_000, timeZone) === name) return false;
  return true;
};

/**
 * Distinct local days in a row, from days in any order. One freeze is earned with every seventh active day, at most two
 * are held, and they are spent by themselves on a gap they cover. Today never breaks a streak. A date that is missing
 * only because the learner's calendar jumped over it (they crossed the date line, or their country did) is no gap:
 * between the two days lie less than 24 hours, or their zone never had it. Days after tomorrow are a clock's mistake.
 */
export const streakOf = (days: Iterable<ActiveDay>, today: string, timeZone: string | null = null): Streak => {
  const byDay = new Map<number, ActiveDay>();
  const tomorrow = dayNumber(today) + 1;
  for (const day of days) {
    const number = dayNumber(day.localDay);
    if (number <= tomorrow) byDay.set(number, wider(byDay.get(number), day));
  }
  const numbers = [...byDay.keys()].sort((a, b) => a - b);
  const streak: Streak = {
    current: 0,
    longest: 0,
    activeDays: numbers.length,
    lastActiveDay: null,
    activeToday: byDay.has(dayNumber(today)),
    freezes: 0,
    rested: [],
    run: [],
  };

  const bridge = (from: number, to: number): boolean => {
    const missing: number[] = [];
    for (let day = from + 1; day < to && missing.length <= STREAK_POLICY.mostFreezes + 1; day++) missing.push(day);
    const before = byDay.get(from)?.lastAt ?? null;
    const after = byDay.get(to)?.firstAt ?? null;
    const jumped = missing.length === 1 && before !== null && after !== null && after - before < DAY_MS;
    const gaps = jumped ? [] : missing.filter((day) => timeZone === null || !zoneSkipped(day, timeZone));
    if (gaps.length > streak.freezes) return false;
    streak.freezes -= gaps.length;
    streak.rested.push(...gaps.map(dayOfNumber));
    return true;
  };

  let previous: number | null = null;
  for (const [index, number] of numbers.entries()) {
    if (previous !== null && !bridge(previous, number)) streak.current = 0;
    streak.current += 1;
    streak.longest = Math.max(streak.longest, streak.current);
    if ((index + 1) % STREAK_POLICY.daysForFreeze === 0)
      streak.freezes = Math.min(STREAK_POLICY.mostFreezes, streak.freezes + 1);
    streak.run.push({ localDay: dayOfNumber(number), length: streak.current });
    previous = number;
  }
  if (previous !== null) {
    streak.lastActiveDay = dayOfNumber(previous);
    if (previous < dayNumber(today) && !bridge(previous, dayNumber(today))) streak.current = 0;
  }
  return streak;
};

const wider = (known: ActiveDay | undefined, day: ActiveDay): ActiveDay => {
  if (!known) return day;
  const firsts = [known.firstAt, day.firstAt].filter((at) => at !== null && at !== undefined);
  const lasts = [known.lastAt, day.lastAt].filter((at) => at !== null && at !== undefined);
  return {
    localDay: day.localDay,
    firstAt: firsts.length > 0 ? Math.min(...firsts) : null,
    lastAt: lasts.length > 0 ? Math.max(...lasts) : null,
  };
};

/** Monday of a day's ISO week, as a day number. */
export const mondayOf = (day: number): number => day - ((((day + 3) % 7) + 7) % 7);

export interface WeeklyStreak {
  /** Weeks in a row with enough days, this one included once it has them. */
  current: number;
  longest: number;
  daysThisWeek: number;
  goal: number;
}

/** ISO weeks with at least the goal's days; the week that is still running never breaks it. */
export const weeklyStreakOf = (
  days: Iterable<Pick<ActiveDay, 'localDay'>>,
  today: string,
  goal: number = STREAK_POLICY.weeklyGoal,
): WeeklyStreak => {
  const counts = new Map<number, Set<string>>();
  for (const { localDay: day } of days) {
    const number = dayNumber(day);
    if (number > dayNumber(today) + 1) continue;
    const monday = mondayOf(number);
    counts.set(monday, (counts.get(monday) ?? new Set()).add(day));
  }
  const thisWeek = mondayOf(dayNumber(today));
  const streak: WeeklyStreak = { current: 0, longest: 0, daysThisWeek: counts.get(thisWeek)?.size ?? 0, goal };
  let previous: number | null = null;
  for (const monday of [...counts.keys()].sort((a, b) => a - b)) {
    if ((counts.get(monday)?.size ?? 0) < goal) continue;
    streak.current = previous !== null && monday - previous === 7 ? streak.current + 1 : 1;
    streak.longest = Math.max(streak.longest, streak.current);
    previous = monday;
  }
  if (previous === null || thisWeek - previous > 7) streak.current = 0;
  return streak;
};
