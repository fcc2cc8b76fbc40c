import { defineCollection, type Row } from './define-collection.ts';
import { boolean, integer, latest, nullable, once, oneOf, text } from './fields.ts';

/**
 * What follows a learner from device to device, one row keyed 'me'. Each field is named so that its neutral value
 * (false, nothing, the first of a list) is what holds before anybody chose.
 */
export const learnerSettings = defineCollection('learnerSettings', {
  fields: {
    id: once(text(2)),
    streakOff: latest(boolean),
    streakKind: latest(oneOf('daily', 'weekly')),
    /** Days a week that make a week count; null: three. */
    weeklyGoal: latest(nullable(integer)),
    achievementsOff: latest(boolean),
    noticesOff: latest(boolean),
    /** The number of unread notices on the app's icon, where the system shows one. */
    badgeOff: latest(boolean),
    /** Opt-in: nothing is sent to a device before. */
    reminderOn: latest(boolean),
    /** Minutes after midnight in `reminderZone`; null: 18:00. */
    reminderMinute: latest(nullable(integer)),
    reminderZone: latest(nullable(text(64))),
    /** Minutes after midnight between which nothing is sent; null: 21:00 to 8:00. */
    quietFrom: latest(nullable(integer)),
    quietTo: latest(nullable(integer)),
    /** What a learner says aloud may be sent to the service. Opt-in, and taken back the same way; null: never asked. */
    sendRecordings: latest(nullable(boolean)),
  },
  key: ['id'],
  localIndexes: [],
});

export type LearnerSettings = Row<typeof learnerSettings>;
