import type { LearnerSettings } from '@hornbook/shared/collections/learner-settings.ts';
import { STREAK_POLICY } from '@hornbook/shared/learning/streak.ts';
import type { Connections } from '../open-databases.ts';
import { useLive } from './live.ts';

/** What a learner chose, or what holds until they do. */
export interface SettingsView {
  streak: boolean;
  streakKind: LearnerSettings['streakKind'];
  weeklyGoal: number;
  achievements: boolean;
  notices: boolean;
  badge: boolean;
  reminder: boolean;
  /** Minutes after midnight. */
  reminderMinute: number;
  quietFrom: number;
  quietTo: number;
  /** What is said aloud may be sent to the service. */
  sendRecordings: boolean;
}

export const readSettings = async ({ learner }: Pick<Connections, 'learner'>): Promise<SettingsView> => {
  const row = await learner.rows('learnerSettings').get('me');
  return {
    streak: !row?.streakOff,
    streakKind: row?.streakKind ?? 'daily',
    weeklyGoal: row?.weeklyGoal ?? STREAK_POLICY.weeklyGoal,
    achievements: !row?.achievementsOff,
    notices: !row?.noticesOff,
    badge: !row?.badgeOff,
    reminder: row?.reminderOn ?? false,
    reminderMinute: row?.reminderMinute ?? 18 * 60,
    quietFrom: row?.quietFrom ?? 21 * 60,
    quietTo: row?.quietTo ?? 8 * 60,
    sendRecordings: row?.sendRecordings ?? false,
  };
};

export const useSettings = (): SettingsView | undefined => useLive(readSettings);
