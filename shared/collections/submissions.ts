import { type CodeRun, codeRunSchema, MAX_SOURCE, type Rerun, rerunSchema } from '../code/code-run.ts';
import { defineCollection, type Row } from './define-collection.ts';
import { bigint, integer, json, nullable, once, oneOf, server, text, uuid } from './fields.ts';

/** A program as it was once run against all tests of its question: what was tried on the way to an answer. */
export const submissions = defineCollection('submissions', {
  fields: {
    id: once(uuid),
    attemptId: once(uuid),
    questionId: once(uuid),
    courseId: once(nullable(uuid)),
    /** Hash of the manifest of the course version whose tests it was run against. */
    courseVersion: once(text(64)),
    language: once(oneOf('javascript', 'typescript', 'python')),
    source: once(text(MAX_SOURCE)),
    /** What the device found. */
    run: once(json<CodeRun>(codeRunSchema)),
    earnedPoints: once(integer),
    possiblePoints: once(integer),
    /** Milliseconds of active time on the question since it was shown. */
    durationMs: once(integer),
    submittedAt: once(bigint),
    /** What the service found; null until it has run the program again. */
    rerun: server(nullable(json<Rerun>(rerunSchema))),
  },
  key: ['id'],
  references: { courseId: 'courses' },
  localIndexes: ['questionId', 'attemptId'],
});

export type Submission = Row<typeof submissions>;
