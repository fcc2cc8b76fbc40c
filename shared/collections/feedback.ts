import { defineCollection, type Row } from './define-collection.ts';
import { bigint, latest, min, nullable, once, oneOf, text, uuid } from './fields.ts';

/** What a learner thinks of a course, a lesson, an activity or the app: one a target, and it can be changed. */
export const feedback = defineCollection('feedback', {
  fields: {
    targetKind: once(oneOf('course', 'lesson', 'activity', 'app')),
    /** The id of the target; 'app' for the app. */
    targetId: once(text(36)),
    courseId: once(nullable(uuid)),
    /** Words, not numbers: what is not one of these is refused, on the device and on the server alike. */
    stars: latest(oneOf('1', '2', '3', '4', '5')),
    type: latest(oneOf('praise', 'problem', 'idea', 'question')),
    text: latest(text(4000)),
    givenAt: min(bigint),
  },
  key: ['targetKind', 'targetId'],
  references: { courseId: 'courses' },
  localIndexes: [],
});

export type Feedback = Row<typeof feedback>;
