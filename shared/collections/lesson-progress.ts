import { number, record, string } from 'zod/mini';
import { defineCollection, type Row } from './define-collection.ts';
import { bigint, integer, json, latest, max, min, nullable, once, oneOf, perDevice, text, uuid } from './fields.ts';

/** How far a learner is in a lesson. */
export const lessonProgress = defineCollection('lessonProgress', {
  fields: {
    lessonId: once(uuid),
    courseId: once(uuid),
    status: max(oneOf('not_started', 'in_progress', 'completed')),
    startedAt: min(bigint),
    completedAt: min(nullable(bigint)),
    /** The learner's own date of completion (a day begins at 4 a.m.). */
    completedDay: min(nullable(text(10))),
    /** Milliseconds of active reading, by replica. */
    timeSpentMs: perDevice(json<Record<string, number>>(record(string(), number()))),
    /** Where reading stopped: thousandths of the lesson's length. */
    lastPosition: latest(integer),
  },
  key: ['lessonId'],
  references: { lessonId: 'lessons', courseId: 'courses' },
  localIndexes: ['courseId', 'status', 'completedDay'],
});

export type LessonProgress = Row<typeof lessonProgress>;
