import { foreignKey, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { devices } from '../db/sync-tables.ts';
import { user } from '../db/user-table.ts';

// The names of tables and properties are better-auth's own; it reads and writes these through drizzle.

export { user };

const createdAt = () => timestamp('created_at', { withTimezone: true }).notNull().defaultNow();
const updatedAt = () => timestamp('updated_at', { withTimezone: true }).notNull().defaultNow();

/** One signed-in browser. An account may hold several learners, so a session says which it is for. */
export const session = pgTable(
  'session',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    learnerId: uuid('learner_id').notNull(),
    deviceId: uuid('device_id').notNull(),
    token: text('token').notNull().unique(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    foreignKey({
      columns: [table.learnerId, table.deviceId],
      foreignColumns: [devices.learnerId, devices.id],
    }).onDelete('cascade'),
    index('session_user').on(table.userId),
    index('session_learner').on(table.learnerId, table.deviceId),
  ],
);

/** A way to sign in to an account: a password, a passkey's provider. Anonymous ones have none. */
export const account = pgTable(
  'account',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: timestamp('access_token_expires_at', { withTimezone: true }),
    refreshTokenExpiresAt: timestamp('refresh_token_expires_at', { withTimezone: true }),
    scope: text('scope'),
    password: text('password'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index('account_user').on(table.userId)],
);

/** Short-lived proofs of better-auth's; only their hash is kept. */
export const verification = pgTable(
  'verification',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index('verification_identifier').on(table.identifier)],
);

/** One device's offer to take another in: a code that lives for minutes, who asked with it, and what was answered. */
export const pairings = pgTable(
  'pairings',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    learnerId: uuid('learner_id').notNull(),
    /** The device that shows the code, and that alone may answer. */
    madeBy: uuid('made_by').notNull(),
    /** Sealed with the service's secret: so short a code would be found from a plain hash. */
    codeHash: text('code_hash').notNull().unique(),
    /** The first device that showed the code; no other gets in its place. */
    askedBy: uuid('asked_by'),
    askedName: text('asked_name'),
    askedKey: jsonb('asked_key'),
    /** 'accepted' or 'refused'; null until the learner has said. */
    answer: text('answer'),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    foreignKey({
      columns: [table.learnerId, table.madeBy],
      foreignColumns: [devices.learnerId, devices.id],
    }).onDelete('cascade'),
    index('pairings_device').on(table.learnerId, table.madeBy),
    index('pairings_expiry').on(table.expiresAt),
  ],
);
