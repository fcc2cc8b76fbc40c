import {
  bigint,
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { learners } from './sync-tables.ts';

const createdAt = () => timestamp('created_at', { withTimezone: true }).notNull().defaultNow();
const updatedAt = () => timestamp('updated_at', { withTimezone: true }).notNull().defaultNow();
const learnerId = () =>
  uuid('learner_id')
    .notNull()
    .references(() => learners.id, { onDelete: 'cascade' });

/** Bytes that are kept, once whoever has them; nothing here says whose they are. */
export const blobs = pgTable('blobs', {
  sha256: text('sha256').primaryKey(),
  sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
  /** By their first bytes; what their sender said is not kept. */
  mediaType: text('media_type').notNull(),
  /** Name in the store. Bytes that were given up and come again get another one, so that nothing is taken from under them. */
  storedAs: text('stored_as').notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

/**
 * A learner has these bytes: by having sent all of them, because the service fetched them for the learner, or because
 * another author put them into a course they write together.
 */
export const learnerBlobs = pgTable(
  'learner_blobs',
  {
    learnerId: learnerId(),
    sha256: text('sha256').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    mediaType: text('media_type').notNull(),
    /** [A5] By another author: it counts for whoever sent it, and here only in the room for such. */
    isGiven: boolean('is_given').notNull().default(false),
    /** Since when no row of the learner names them; null while one does, or before anybody looked. */
    releasedAt: timestamp('released_at', { withTimezone: true }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.learnerId, table.sha256] }),
    foreignKey({ columns: [table.sha256], foreignColumns: [blobs.sha256] }),
    index('learner_blobs_sha256').on(table.sha256),
  ],
);

/** What a learner is sending: which parts have come. */
export const blobUploads = pgTable(
  'blob_uploads',
  {
    learnerId: learnerId(),
    sha256: text('sha256').notNull(),
    /** Names the parts in the store. */
    id: uuid('id').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    /** Up to where the bytes have come. */
    offset: bigint('offset', { mode: 'number' }).notNull().default(0),
    /** Sizes of the parts, in order. */
    parts: jsonb('parts').$type<number[]>().notNull().default([]),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.learnerId, table.sha256] })],
);
