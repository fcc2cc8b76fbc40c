import { type Award, awardsOf, type Standing, standings } from '@hornbook/shared/learning/achievements.ts';
import type { Amounts } from '@hornbook/shared/learning/aggregates.ts';
import { addLessons } from '@hornbook/shared/learning/day-totals.ts';
import { activeDays, completedCourses, dayOfInstant, historyOf } from '@hornbook/shared/learning/habits.ts';
import { type Notice, noticesOf } from '@hornbook/shared/learning/notices.ts';
import { type Streak, streakOf, type WeeklyStreak, weeklyStreakOf } from '@hornbook/shared/learning/streak.ts';
import { readToday } from '../corrected-clock.ts';
import { readDayTotals } from '../month-totals.ts';
import type { Connections } from '../open-databases.ts';
import { readSettings, type SettingsView } from './learner-settings.ts';
import { useLive } from './live.ts';

/** What a learner's days come to: read from the records of days, however many attempts there were. */
export interface LearningRecord {
  today: string;
  settings: SettingsView;
  days: { localDay: string; amounts: Amounts }[];
  streak: Streak;
  weekly: WeeklyStreak;
  awards: Award[];
  standings: Standing[];
  /** Points earned by answers and by achievements. */
  points: number;
  notices: (Notice & { read: boolean })[];
}

export const readLearningRecord = async (connections: Connections): Promise<LearningRecord> => {
  const { learner } = connections;
  const [day, settings, profile, totals, lessons, enrollments, skills, activities, seen] = await Promise.all([
    readToday(learner),
    readSettings(connections),
    learner.rows('profile').get('me'),
    readDayTotals(learner),
    learner.rows('lessonProgress').toArray(),
    learner.rows('enrollments').toArray(),
    learner.skillStates.toArray(),
    learner.activityScores.toArray(),
    learner.rows('notifications').toArray(),
  ]);
  const days = addLessons(totals, lessons);
  const active = activeDays(days, totals);
  const streak = streakOf(active, day, profile?.timeZone ?? null);
  const weekly = weeklyStreakOf(active, day, settings.weeklyGoal);
  const bettered = activities.flatMap(({ betteredDay }) => betteredDay ?? []);
  const history = historyOf({ enrollments, skills, bettered }, days, streak);
  const awards = awardsOf(history);
  const fading = skills.flatMap(({ skillId, mastered, dueAt }) =>
    mastered && dueAt !== null ? [{ skillId, localDay: dayOfInstant(dueAt) }] : [],
  );
  const off = { streak: !settings.streak || settings.streakKind === 'weekly', achievements: !settings.achievements };
  const notices = noticesOf(
    { days, awards, rested: streak.rested, courses: completedCourses(enrollments), fading, off },
    day,
  );
  const read = new Set(seen.filter(({ readAt }) => readAt !== null).map(({ id }) => id));
  const earned = days.reduce((sum, { amounts }) => sum + amounts.points, 0);
  return {
    today: day,
    settings,
    days,
    streak,
    weekly,
    awards,
    standings: standings(history),
    points: earned + awards.reduce((sum, { points }) => sum + points, 0),
    notices: settings.notices ? notices.map((notice) => ({ ...notice, read: read.has(notice.id) })) : [],
  };
};

export const useLearningRecord = (): LearningRecord | undefined => useLive(readLearningRecord);
