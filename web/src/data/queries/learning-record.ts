import {
  type Award,
  awardsOf,
  type History,
  type Standing,
  standings,
} from '@hornbook/shared/learning/achievements.ts';
import { type Amounts, amountsByDay, type DayLedger, dayLedger } from '@hornbook/shared/learning/aggregates.ts';
import type { DayScore } from '@hornbook/shared/learning/day-scores.ts';
import { DAY_MS, dayOfNumber } from '@hornbook/shared/learning/local-day.ts';
import { type Notice, noticesOf } from '@hornbook/shared/learning/notices.ts';
import { type Streak, streakOf, type WeeklyStreak, weeklyStreakOf } from '@hornbook/shared/learning/streak.ts';
import type { Connections } from '../open-databases.ts';
import { today } from './day-plan.ts';
import { readSettings, type SettingsView } from './learner-settings.ts';
import { useLive } from './live.ts';

/** What a learner's days come to: read from the records of days, however many attempts there were. */
export interface LearningRecord {
  today: string;
  settings: SettingsView;
  ledger: DayLedger;
  days: { localDay: string; amounts: Amounts }[];
  scores: DayScore[];
  streak: Streak;
  weekly: WeeklyStreak;
  awards: Award[];
  standings: Standing[];
  /** Points earned by answers and by achievements. */
  points: number;
  notices: (Notice & { read: boolean })[];
}

/** An instant as a date that is the same in every zone that reads it. */
const dayOf = (at: number): string => dayOfNumber(Math.floor(at / DAY_MS));

export const readLearningRecord = async (connections: Connections): Promise<LearningRecord> => {
  const { learner } = connections;
  const [settings, profile, studyDays, lessons, scores, enrollments, skills, activities, seen] = await Promise.all([
    readSettings(connections),
    learner.rows('profile').get('me'),
    learner.rows('studyDays').toArray(),
    learner.rows('lessonProgress').toArray(),
    learner.dayScores.toArray(),
    learner.rows('enrollments').toArray(),
    learner.skillStates.toArray(),
    learner.activityScores.toArray(),
    learner.rows('notifications').toArray(),
  ]);
  const day = today();
  const ledger = dayLedger({ studyDays, lessons, scores });
  const days = amountsByDay(ledger);
  const instants = new Map(scores.map((score) => [score.localDay, score]));
  const active = days.map(({ localDay }) => ({
    localDay,
    firstAt: instants.get(localDay)?.firstAt ?? null,
    lastAt: instants.get(localDay)?.lastAt ?? null,
  }));
  const streak = streakOf(active, day, profile?.timeZone ?? null);
  const weekly = weeklyStreakOf(active, day, settings.weeklyGoal);
  const completed = enrollments.flatMap(({ courseId, completedAt, deletedAt }) =>
    completedAt !== null && deletedAt === null ? [{ courseId, localDay: dayOf(completedAt) }] : [],
  );
  const history: History = {
    days,
    streak,
    courses: completed.map(({ localDay }) => localDay),
    mastered: skills.flatMap(({ masteredDay }) => masteredDay ?? []),
    restored: skills.flatMap(({ restoredDay }) => restoredDay ?? []),
    bettered: activities.flatMap(({ betteredDay }) => betteredDay ?? []),
  };
  const awards = awardsOf(history);
  const fading = skills.flatMap(({ skillId, mastered, dueAt }) =>
    mastered && dueAt !== null ? [{ skillId, localDay: dayOf(dueAt) }] : [],
  );
  const off = { streak: !settings.streak || settings.streakKind === 'weekly', achievements: !settings.achievements };
  const notices = noticesOf({ days, awards, rested: streak.rested, courses: completed, fading, off }, day);
  const read = new Set(seen.filter(({ readAt }) => readAt !== null).map(({ id }) => id));
  const earned = days.reduce((sum, { amounts }) => sum + amounts.points, 0);
  return {
    today: day,
    settings,
    ledger,
    days,
    scores,
    streak,
    weekly,
    awards,
    standings: standings(history),
    points: earned + awards.reduce((sum, { points }) => sum + points, 0),
    notices: settings.notices ? notices.map((notice) => ({ ...notice, read: read.has(notice.id) })) : [],
  };
};

export const useLearningRecord = (): LearningRecord | undefined => useLive(readLearningRecord);
