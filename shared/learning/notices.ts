import type { Award } from './achievements.ts';
import { type Amounts, amountsBySpan } from './aggregates.ts';
import { dayNumber, dayOfNumber } from './local-day.ts';

/** What there is to tell a learner. Its id says what it is about, so that being read means the same on every device. */
export type Notice = { id: string; localDay: string } & (
  | { kind: 'welcome' }
  | { kind: 'achievement'; achievementId: Award['id']; points: number }
  | { kind: 'rested' }
  | { kind: 'course-completed'; courseId: string }
  | { kind: 'week'; minutes: number; answered: number; correct: number; days: number }
  | { kind: 'fading'; skillIds: string[] }
);

/** Older ones are no news. */
const SHOWN_DAYS = 60;

interface Occasions {
  days: readonly { localDay: string; amounts: Amounts }[];
  awards: readonly Award[];
  rested: readonly string[];
  /** Courses completed, with the local day. */
  courses: readonly { courseId: string; localDay: string }[];
  /** Skills that wait to be brought back, with the local day they began to. */
  fading: readonly { skillId: string; localDay: string }[];
  /** What the learner does not want to hear of. */
  off: { streak: boolean; achievements: boolean };
}

/** All notices as of a local day, the newest first. */
export const noticesOf = (occasions: Occasions, today: string): Notice[] => {
  const { days, awards, rested, courses, fading, off } = occasions;
  const notices: Notice[] = [];
  const [first] = days;
  if (first) notices.push({ id: 'welcome', kind: 'welcome', localDay: first.localDay });
  if (!off.achievements)
    for (const { id, earnedDay, points } of awards)
      notices.push({ id: `achievement:${id}`, kind: 'achievement', achievementId: id, points, localDay: earnedDay });
  if (!off.streak)
    for (const day of rested)
      notices.push({ id: `rested:${day}`, kind: 'rested', localDay: dayOfNumber(dayNumber(day) + 1) });
  for (const { courseId, localDay } of courses)
    notices.push({ id: `course:${courseId}`, kind: 'course-completed', courseId, localDay });
  // A week older than what is shown is not added up.
  const oldest = dayOfNumber(dayNumber(today) - SHOWN_DAYS - 14);
  const recent = days.filter(({ localDay }) => localDay >= oldest);
  for (const { start, amounts } of amountsBySpan(recent, 'week')) {
    const after = dayOfNumber(dayNumber(start) + 7);
    if (after > today) continue;
    const active = recent.filter(({ localDay }) => localDay >= start && localDay < after).length;
    const { answered, correct } = amounts;
    const minutes = Math.round(amounts.activeMs / 60_000);
    notices.push({ id: `week:${start}`, kind: 'week', minutes, answered, correct, days: active, localDay: after });
  }
  // Several that fade on one day are one notice.
  const byDay = new Map<string, string[]>();
  for (const { skillId, localDay } of fading) byDay.set(localDay, [...(byDay.get(localDay) ?? []), skillId]);
  for (const [localDay, skillIds] of byDay)
    notices.push({ id: `fading:${localDay}`, kind: 'fading', skillIds: skillIds.sort(), localDay });
  return notices
    .filter(({ localDay }) => localDay <= today && dayNumber(today) - dayNumber(localDay) < SHOWN_DAYS)
    .sort((a, b) => (a.localDay === b.localDay ? (a.id < b.id ? -1 : 1) : a.localDay > b.localDay ? -1 : 1));
};
