import { timeZone } from '../clock.ts';
import { connect } from '../connections.ts';
import { localWrite, type NotStored } from '../local-write.ts';
import type { SettingsView } from '../queries/learner-settings.ts';
import type { Stored } from './set-profile.ts';

const minuteOfDay = (minute: number): number => ((Math.round(minute) % 1440) + 1440) % 1440;

/** Changes what is given, for all devices of the learner. Reminders keep to the zone they were last set in. */
export const setSettings = async (changes: Partial<SettingsView>): Promise<Stored | NotStored> => {
  const { streak, streakKind, weeklyGoal, achievements, notices, badge } = changes;
  const { reminder, reminderMinute, quietFrom, quietTo, sendRecordings } = changes;
  const aboutReminders = [reminder, reminderMinute, quietFrom, quietTo].some((value) => value !== undefined);
  return localWrite(await connect(), async ({ put }) => {
    await put('learnerSettings', {
      id: 'me',
      ...(streak !== undefined && { streakOff: !streak }),
      ...(streakKind !== undefined && { streakKind }),
      ...(weeklyGoal !== undefined && { weeklyGoal: Math.min(7, Math.max(1, Math.round(weeklyGoal))) }),
      ...(achievements !== undefined && { achievementsOff: !achievements }),
      ...(notices !== undefined && { noticesOff: !notices }),
      ...(badge !== undefined && { badgeOff: !badge }),
      ...(reminder !== undefined && { reminderOn: reminder }),
      ...(reminderMinute !== undefined && { reminderMinute: minuteOfDay(reminderMinute) }),
      ...(quietFrom !== undefined && { quietFrom: minuteOfDay(quietFrom) }),
      ...(quietTo !== undefined && { quietTo: minuteOfDay(quietTo) }),
      ...(sendRecordings !== undefined && { sendRecordings }),
      ...(aboutReminders && { reminderZone: timeZone() }),
    });
    return { kind: 'stored' };
  });
};
