import { defineCollection } from './define-collection.ts';
import { bigint, min, nullable, once, text } from './fields.ts';

/**
 * That a notification was read. What there is to be notified of is a fold of the learner's rows, the same on every
 * device and made without a connection; nobody but the fold can make one, and a row for one it does not make shows
 * nothing.
 */
export const notifications = defineCollection('notifications', {
  fields: {
    /** What the fold calls it: 'achievement:first-lesson', 'rested:2026-01-05'. */
    id: once(text(120)),
    readAt: min(nullable(bigint)),
  },
  key: ['id'],
  localIndexes: [],
});
