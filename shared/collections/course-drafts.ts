import { object, unknown } from 'zod/mini';
import { defineCollection, type Row } from './define-collection.ts';
import { bigint, latest, latestByKey, nullable, once, oneOf, server, text, typedText, uuid } from './fields.ts';

/** What an author said of one thing: a number, some words, an option. Null: taken away again. */
export interface Detail {
  value: unknown;
}

const detailSchema = object({ value: unknown() });

/**
 * What an author writes, before and after it is published: a row for the course and for each unit, lesson, activity,
 * question, skill and picture in it. Publishing reads the rows as the service has them. Each part merges by itself, texts
 * by the character and everything else by the detail, so that an author's devices never overwrite each other.
 */
export const courseDrafts = defineCollection('courseDrafts', {
  fields: {
    id: once(uuid),
    kind: once(oneOf('course', 'skill', 'unit', 'lesson', 'activity', 'question', 'asset')),
    /** The course's own id for the course itself. */
    courseId: once(uuid),
    addedAt: once(bigint),
    /** What it is in; null for the course. One whose parent is gone is gone as well, until that comes back. */
    parentId: latest(nullable(uuid)),
    /** Its place among what has the same parent: compared as text, equal ones by id. */
    place: latest(text(200)),
    title: latest(text(200)),
    /** Markdown: what the course or unit is about, the lesson itself, instructions, or what is asked. */
    text: typedText,
    /** By name; what there is depends on the kind (shared/authoring/draft.ts). */
    details: latestByKey<Detail>(detailSchema),
    /** Of an asset: SHA-256 of its bytes, in hex. */
    blobHash: latest(nullable(text(64))),
    /** Of a course: the version learners get now, and since when. */
    publishedVersion: server(nullable(text(64))),
    publishedAt: server(nullable(bigint)),
    /** Since when it is hidden from learners who have not begun it. */
    unpublishedAt: server(nullable(bigint)),
  },
  key: ['id'],
  blobs: ['blobHash'],
  localIndexes: ['courseId', 'kind'],
});

export type Draft = Row<typeof courseDrafts>;
