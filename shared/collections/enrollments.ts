import { defineCollection, type Row } from './define-collection.ts';
import { bigint, latest, max, min, nullable, once, oneOf, uuid } from './fields.ts';

/** A learner takes a course. Progress is not stored: it is completed lessons of the version's lessons. */
export const enrollments = defineCollection('enrollments', {
  fields: {
    courseId: once(uuid),
    enrolledAt: min(bigint),
    status: latest(oneOf('active', 'completed', 'paused', 'dropped')),
    lastAccessedAt: max(bigint),
    completedAt: min(nullable(bigint)),
  },
  key: ['courseId'],
  references: { courseId: 'courses' },
  localIndexes: [],
});

export type Enrollment = Row<typeof enrollments>;
