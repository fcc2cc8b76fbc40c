import { inTodaysForm } from '../text/first-form.ts';
import { defineCollection, type Row } from './define-collection.ts';
import { bigint, latest, nullable, once, oneOf, server, text, typedText, uuid } from './fields.ts';

/** Something a learner brought: a note, a file, or a page of the web. */
export const materials = defineCollection('materials', {
  fields: {
    id: once(uuid),
    kind: once(oneOf('text', 'file', 'url')),
    addedAt: once(bigint),
    /** Of no subject that is here: shown among what was recovered. */
    subjectId: latest(uuid),
    title: latest(text(200)),
    /** When anything of it was last changed. */
    changedAt: latest(bigint),
    /** Markdown; only a note has any. */
    text: typedText,
    /** SHA-256 of a file's bytes, in hex. The bytes travel by themselves. */
    blobHash: latest(nullable(text(64))),
    sizeBytes: latest(nullable(bigint)),
    mediaType: latest(nullable(text(127))),
    fileName: latest(nullable(text(255))),
    url: latest(nullable(text(2000))),
    /** Of a page of the web, what the service could keep for reading offline: SHA-256 of it, in hex. */
    snapshotHash: server(nullable(text(64))),
    /** Null until the service has tried; `link`: only the link could be kept. */
    snapshotState: server(nullable(oneOf('kept', 'link'))),
  },
  key: ['id'],
  blobs: ['blobHash', 'snapshotHash'],
  upcasts: { text: { to: 2, from: inTodaysForm } },
  localIndexes: ['subjectId', 'snapshotHash'],
});

export type Material = Row<typeof materials>;
