import { type Answer, answerSchema, type Grading, gradingSchema, questionIdsSchema } from './answer.ts';
import { defineCollection, type Row } from './define-collection.ts';
import {
  bigint,
  integer,
  json,
  latest,
  latestByKey,
  max,
  min,
  nullable,
  once,
  oneOf,
  server,
  text,
  uuid,
} from './fields.ts';

/** One go at an activity, or a free one (review, mixed, mistakes, speak) at questions of several. */
export const attempts = defineCollection('attempts', {
  fields: {
    id: once(uuid),
    mode: once(oneOf('activity', 'review', 'mixed', 'mistakes', 'speak')),
    /** Null for a free attempt. */
    activityId: once(nullable(uuid)),
    courseId: once(nullable(uuid)),
    /** The questions of this attempt in the order they are asked. */
    questionIds: once(json<string[]>(questionIdsSchema)),
    /** Shuffles options the same way after a reload: any text. */
    seed: once(text(40)),
    replicaId: once(text(40)),
    /** Counts this replica's attempts from 1: the tie-break of outcomes at the same instant. */
    replicaSeq: once(integer),
    startedAt: once(bigint),
    /** The device's zone and its offset from UTC in minutes when the attempt began. */
    timeZone: once(text(64)),
    utcOffsetMinutes: once(integer),
    /** Milliseconds allowed, or null: none, extended by a later value, or switched off. */
    timeLimitMs: latest(nullable(integer)),
    status: max(oneOf('in_progress', 'abandoned', 'completed')),
    completedAt: min(nullable(bigint)),
    /** The learner's own date of completion. */
    completedDay: min(nullable(text(10))),
    /** Milliseconds of active time. */
    durationMs: max(integer),
    answers: latestByKey<Answer>(answerSchema),
    /** Written by the server from the pinned course version; null until it has graded. */
    earnedPoints: server(nullable(integer)),
    possiblePoints: server(nullable(integer)),
    grading: server(nullable(json<Grading>(gradingSchema))),
    /** Device time of completion, or the receive time if the device's lies more than LEAD after it. */
    effectiveAt: server(nullable(bigint)),
  },
  key: ['id'],
  references: { activityId: 'activities', courseId: 'courses' },
  localIndexes: ['activityId', 'courseId', 'status', 'completedDay', '[replicaId+replicaSeq]'],
});

export type Attempt = Row<typeof attempts>;
