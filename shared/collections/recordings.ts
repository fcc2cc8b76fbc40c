import { type JudgedTake, takeSchema } from '../pronunciation/take.ts';
import { defineCollection, type Row } from './define-collection.ts';
import { bigint, json, latest, nullable, once, text, uuid } from './fields.ts';

/**
 * A take that was judged, and the sound it was. What was heard of it goes where rows go; the sound stays on its device
 * until the learner agrees to send it, and then `blobHash` names it for the service. Deleting the row takes the sound away.
 */
export const recordings = defineCollection('recordings', {
  fields: {
    id: once(uuid),
    questionId: once(uuid),
    courseId: once(nullable(uuid)),
    attemptId: once(nullable(uuid)),
    recordedAt: once(bigint),
    take: once(json<JudgedTake>(takeSchema)),
    /** SHA-256 of the sound, in hex: by it the device that has it finds it. */
    sha256: once(text(64)),
    sizeBytes: once(bigint),
    mediaType: once(text(127)),
    /** The same as `sha256` while the learner agrees that it is sent; null before, and after they took that back. */
    blobHash: latest(nullable(text(64))),
  },
  key: ['id'],
  references: { courseId: 'courses' },
  blobs: ['blobHash'],
  withdrawn: { blobHash: 'sha256' },
  localIndexes: ['questionId', 'sha256'],
});

export type RecordingRow = Row<typeof recordings>;
