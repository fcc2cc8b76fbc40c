import { defineCollection, type Row } from './define-collection.ts';
import { bigint, latest, nullable, once, oneOf, text, uuid } from './fields.ts';

export const threadContexts = ['general', 'lesson', 'assessment_help', 'course_guidance', 'material'] as const;

/** A conversation with the tutor. It outlives what it is about: a thread whose material is gone stays as it is. */
export const threads = defineCollection('threads', {
  fields: {
    id: once(uuid),
    title: latest(text(200)),
    context: once(oneOf(...threadContexts)),
    courseId: once(nullable(uuid)),
    lessonId: once(nullable(uuid)),
    activityId: once(nullable(uuid)),
    materialId: once(nullable(uuid)),
    startedAt: once(bigint),
  },
  key: ['id'],
  references: { courseId: 'courses', lessonId: 'lessons', activityId: 'activities' },
  localIndexes: ['lessonId', 'activityId', 'materialId'],
});

export type Thread = Row<typeof threads>;
