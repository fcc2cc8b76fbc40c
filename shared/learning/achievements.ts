import type { Amounts } from './aggregates.ts';
import { dayNumber } from './local-day.ts';
import type { Streak } from './streak.ts';

/** What is counted. Each only ever grows with what arrives. */
export type Measure =
  | 'lessons'
  | 'courses'
  | 'answered'
  | 'correct'
  | 'perfect'
  | 'points'
  | 'minutes'
  | 'activeDays'
  | 'run'
  | 'rested'
  | 'returns'
  | 'mastered'
  | 'restored'
  | 'bettered';

export interface AchievementDefinition {
  id: string;
  type: 'beginning' | 'habit' | 'depth' | 'breadth' | 'care';
  measure: Measure;
  count: number;
  /** What it adds to the learner's points. */
  points: number;
}

/** Every achievement there is. Adding one here is all it takes, and its words and picture on the screen. */
export const achievements = [
  { id: 'first-lesson', type: 'beginning', measure: 'lessons', count: 1, points: 5 },
  { id: 'first-answers', type: 'beginning', measure: 'answered', count: 10, points: 5 },
  { id: 'first-skill', type: 'beginning', measure: 'mastered', count: 1, points: 15 },
  { id: 'ten-lessons', type: 'breadth', measure: 'lessons', count: 10, points: 15 },
  { id: 'fifty-lessons', type: 'breadth', measure: 'lessons', count: 50, points: 50 },
  { id: 'first-course', type: 'breadth', measure: 'courses', count: 1, points: 25 },
  { id: 'three-courses', type: 'breadth', measure: 'courses', count: 3, points: 60 },
  { id: 'hundred-right', type: 'depth', measure: 'correct', count: 100, points: 20 },
  { id: 'thousand-right', type: 'depth', measure: 'correct', count: 1000, points: 80 },
  { id: 'all-right', type: 'depth', measure: 'perfect', count: 1, points: 10 },
  { id: 'all-right-ten', type: 'depth', measure: 'perfect', count: 10, points: 30 },
  { id: 'ten-skills', type: 'depth', measure: 'mastered', count: 10, points: 60 },
  { id: 'three-days', type: 'habit', measure: 'activeDays', count: 3, points: 5 },
  { id: 'thirty-days', type: 'habit', measure: 'activeDays', count: 30, points: 30 },
  { id: 'hundred-days', type: 'habit', measure: 'activeDays', count: 100, points: 80 },
  { id: 'week-in-a-row', type: 'habit', measure: 'run', count: 7, points: 15 },
  { id: 'month-in-a-row', type: 'habit', measure: 'run', count: 30, points: 50 },
  { id: 'five-hours', type: 'habit', measure: 'minutes', count: 300, points: 20 },
  { id: 'well-rested', type: 'care', measure: 'rested', count: 1, points: 5 },
  { id: 'came-back', type: 'care', measure: 'returns', count: 1, points: 10 },
  { id: 'brought-back', type: 'care', measure: 'restored', count: 1, points: 10 },
  { id: 'did-better', type: 'care', measure: 'bettered', count: 1, points: 10 },
] as const satisfies readonly AchievementDefinition[];

export type AchievementId = (typeof achievements)[number]['id'];

export interface Award {
  id: AchievementId;
  earnedDay: string;
  points: number;
}

export interface Standing {
  id: AchievementId;
  have: number;
  need: number;
}

/** What counts, by local day. What is left out counts nothing. */
export interface History {
  days: readonly { localDay: string; amounts: Amounts }[];
  streak: Pick<Streak, 'run' | 'rested'>;
  /** The local days of: courses completed, skills first mastered, faded skills brought back, results bettered. */
  courses?: readonly string[];
  mastered?: readonly string[];
  restored?: readonly string[];
  bettered?: readonly string[];
}

/** So long away, and back: that is worth more than never having left. */
const AWAY_DAYS = 14;

interface Event {
  localDay: string;
  amount: number;
}

const once = (days: readonly string[] = []): Event[] => days.map((localDay) => ({ localDay, amount: 1 }));

const eventsOf = ({ days, streak, courses, mastered, restored, bettered }: History): Record<Measure, Event[]> => {
  const of = (read: (amounts: Amounts) => number) =>
    days.map(({ localDay, amounts }) => ({ localDay, amount: read(amounts) }));
  const active = days.map(({ localDay }) => localDay);
  let longest = 0;
  return {
    lessons: of(({ lessons }) => lessons),
    answered: of(({ answered }) => answered),
    correct: of(({ correct }) => correct),
    perfect: of(({ perfect }) => perfect),
    points: of(({ points }) => points),
    minutes: of(({ activeMs }) => activeMs / 60_000),
    activeDays: once(active),
    returns: once(
      active.filter((day, index) => index > 0 && dayNumber(day) - dayNumber(active[index - 1] as string) > AWAY_DAYS),
    ),
    run: streak.run.map(({ localDay, length }) => {
      const amount = Math.max(0, length - longest);
      longest += amount;
      return { localDay, amount };
    }),
    rested: once(streak.rested),
    courses: once(courses),
    mastered: once(mastered),
    restored: once(restored),
    bettered: once(bettered),
  };
};

const sorted = (events: Event[]): Event[] => events.toSorted((a, b) => (a.localDay < b.localDay ? -1 : 1));

/** Each achievement once, with the local day it was reached on: a fold, so no device can award it a second time. */
export const awardsOf = (history: History): Award[] => {
  const events = eventsOf(history);
  const awards: Award[] = [];
  for (const { id, measure, count, points } of achievements) {
    let have = 0;
    const reached = sorted(events[measure]).find(({ amount }) => {
      have += amount;
      return have >= count;
    });
    if (reached) awards.push({ id, earnedDay: reached.localDay, points });
  }
  return awards.sort((a, b) =>
    a.earnedDay === b.earnedDay ? (a.id < b.id ? -1 : 1) : a.earnedDay < b.earnedDay ? -1 : 1,
  );
};

/** How far along each is, for those not reached. */
export const standings = (history: History): Standing[] => {
  const events = eventsOf(history);
  return achievements.map(({ id, measure, count }) => ({
    id,
    have: Math.min(count, Math.floor(events[measure].reduce((sum, { amount }) => sum + amount, 0))),
    need: count,
  }));
};
